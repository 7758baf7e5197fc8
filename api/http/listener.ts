import http, { type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Listener {
  url: string;
  /** Takes no more connections and resolves when the last has ended, after `maxRequestMs` at most. */
  close(): Promise<void>;
}

/** Longer than the pause between two polls, and than the 60 s after which load balancers drop an idle connection themselves. */
const keepAliveMs = 75_000;

/** What a request under way may still take when the server closes. */
const maxRequestMs = 5000;

/** Resolves when requests are taken; throws what the system says when it can't listen there. */
export async function openListener(
  onRequest: RequestListener,
  { port, host }: { port: number; host: string | undefined },
): Promise<Listener> {
  const server = http.createServer({ keepAliveTimeout: keepAliveMs }, onRequest);
  const unused = trackUnused(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host && host !== '0.0.0.0' ? host : 'localhost'}:${address.port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of unused) socket.destroy();
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const patience = setTimeout(() => server.closeAllConnections(), maxRequestMs);
      await closed;
      clearInterval(idle);
      clearTimeout(patience);
    },
  };
}

/** Browsers open connections in advance; node counts one that never asked for anything as busy. */
function trackUnused(server: http.Server): ReadonlySet<Socket> {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', (req) => unused.delete(req.socket));
  return unused;
}
