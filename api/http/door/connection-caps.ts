import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ServiceUnavailable } from '../errors.ts';
import { addressKey } from './address.ts';
import { refuseConnection } from './early-refusal.ts';

/**
 * Holds every address to `maxPerAddress` connections; one more is told to come later and ended. Behind a proxy all
 * connections are the proxy's, so it is not for there.
 */
export function capConnections(server: Server, maxPerAddress: number): void {
  const counts = new Map<string, number>();
  server.on('connection', (socket) => {
    const key = addressKey(socket.remoteAddress ?? '');
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    socket.once('close', () => {
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    });
    if (count > maxPerAddress) {
      refuseConnection(socket, new ServiceUnavailable('Too many connections from your address.'));
    }
  });
}

/**
 * Browsers and proxies wait for an answer before they ask again on a connection; so many requests behind the one that is being answered
 * are a way to make answers pile up.
 */
const maxBehind = 8;

/** Counts the requests of each connection that wait behind another: true for one too many, whose connection is then ended. */
export function pipelineCap(): (req: IncomingMessage, res: ServerResponse) => boolean {
  const waiting = new WeakMap<Socket, number>();
  return ({ socket }, res) => {
    // All before it on its connection have been answered, as with nearly every request.
    if (res.socket) return false;
    const count = (waiting.get(socket) ?? 0) + 1;
    waiting.set(socket, count);
    res.once('close', () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1));
    if (count <= maxBehind) return false;
    socket.destroy();
    return true;
  };
}
