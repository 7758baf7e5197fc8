import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface SlowReaderLimits {
  /** So long may an answer wait for a client that takes none of it. */
  maxStallMs: number;
  /** Of all answers that wait to be taken. */
  maxWaitingBytes: number;
  everyMs: number;
}

/**
 * The largest single answer, some megabytes of history, takes a slow phone about a minute, in which node does not tell how
 * far it has come.
 */
const defaults: SlowReaderLimits = { maxStallMs: 120_000, maxWaitingBytes: 128 * 1024 * 1024, everyMs: 250 };

/** What one connection had waiting when it was last seen to move. */
interface Stalled {
  takenBytes: number;
  sinceMs: number;
}

/**
 * Ends connections whose clients ask and then don't read: those that take nothing for `maxStallMs`, and when all that waits
 * is more than `maxWaitingBytes`, those with the most. Held polls have nothing waiting and are never among them. Returns what
 * ends the watch.
 */
export function watchSlowReaders(server: Server, limits: Partial<SlowReaderLimits> = {}): () => void {
  const { maxStallMs, maxWaitingBytes, everyMs } = { ...defaults, ...limits };
  const sockets = new Set<Socket>();
  const stalled = new Map<Socket, Stalled>();
  const queued = trackQueued(server);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      stalled.delete(socket);
    });
  });

  const look = () => {
    const now = performance.now();
    const waiting: { socket: Socket; bytes: number }[] = [];
    let waitingBytes = 0;
    for (const socket of sockets) {
      const bytes = socket.writableLength + queued.bytesOf(socket);
      if (bytes > 0) waiting.push({ socket, bytes });
      waitingBytes += bytes;
      if (socket.writableLength === 0) {
        stalled.delete(socket);
        continue;
      }
      const takenBytes = socket.bytesWritten - socket.writableLength;
      const before = stalled.get(socket);
      if (before?.takenBytes !== takenBytes) stalled.set(socket, { takenBytes, sinceMs: now });
      else if (now - before.sinceMs > maxStallMs) {
        socket.destroy();
      }
    }
    if (waitingBytes <= maxWaitingBytes) return;
    waiting.sort((a, b) => b.bytes - a.bytes);
    for (const { socket, bytes } of waiting) {
      waitingBytes -= bytes;
      socket.destroy();
      if (waitingBytes <= maxWaitingBytes) return;
    }
  };

  const timer = setInterval(look, everyMs).unref();
  return () => clearInterval(timer);
}

/**
 * The answers to pipelined requests, which node keeps back until those before them on the same connection have been sent: no
 * part of what the socket says it has waiting. Nobody else's request has an answer without a socket.
 */
function trackQueued(server: Server) {
  const queued = new WeakMap<Socket, Set<ServerResponse>>();
  const track = ({ socket }: IncomingMessage, res: ServerResponse) => {
    if (res.socket) return;
    const behind = queued.get(socket) ?? new Set();
    queued.set(socket, behind.add(res));
  };
  server.on('request', track);
  server.on('checkContinue', track);
  return {
    bytesOf(socket: Socket): number {
      let bytes = 0;
      const behind = queued.get(socket);
      for (const res of behind ?? []) {
        if (res.socket || res.writableFinished) behind?.delete(res);
        else bytes += res.writableLength;
      }
      return bytes;
    },
  };
}
