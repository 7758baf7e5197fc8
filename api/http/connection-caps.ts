import type { Server } from 'node:http';
import { addressKey } from './address.ts';
import { refuseConnection } from './early-refusal.ts';
import { ServiceUnavailable } from './errors.ts';

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
