import http, { type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { sendJson } from '../answers/raw-reply.ts';
import { ParseError } from '../errors.ts';
import { capConnections, pipelineCap } from './connection-caps.ts';
import { hasProperHost, refuseMalformed, refuseTunnel } from './early-refusal.ts';
import { watchSlowReaders } from './slow-readers.ts';

export interface Listener {
  url: string;
  /** Takes no more connections and resolves when the last has ended, after `maxRequestMs` at most. */
  close(): Promise<void>;
}

/** Longer than the pause between two polls, and than the 60 s after which load balancers drop an idle connection themselves. */
export const keepAliveMs = 75_000;

/** How long a request may take to arrive. It counts until then and no longer, so a held poll lives on. */
export interface Patience {
  headersMs: number;
  /** Of all of a request, its body too. */
  requestMs: number;
  /** How often node looks. */
  checkEveryMs: number;
}

/**
 * Headers are one or two packets; who sends them letter by letter is holding a place. A request may be an image of 8 MiB from a
 * slow phone, at 70 KiB a second.
 */
const patience: Patience = { headersMs: 15_000, requestMs: 120_000, checkEveryMs: 5000 };

/**
 * Beside its held polls an address may have so many: room for a class of 200, whose browsers open up to six each, though few at
 * a time. Never more than half of what there is, so that one address can't lock out all others.
 */
const connectionsPerAddress = 1000;

/** What a request under way may still take when the server closes. */
const maxRequestMs = 5000;

export interface ListenerOptions {
  port: number;
  host: string | undefined;
  /** Of everyone; Infinity where the system names no limit. */
  maxConnections: number;
  maxHeldPerAddress: number;
  /** Then the addresses of connections say nothing about people. */
  isBehindProxy: boolean;
  /** For tests that don't wait so long. */
  patience?: Patience;
}

const hangUp = ['Connection', 'close'];

/** Resolves when requests are taken; throws what the system says when it can't listen there. */
export async function openListener(onRequest: RequestListener, options: ListenerOptions): Promise<Listener> {
  const { port, host, maxConnections, maxHeldPerAddress, isBehindProxy } = options;
  const { headersMs, requestMs, checkEveryMs } = options.patience ?? patience;
  const isTooMany = pipelineCap();
  const answer: RequestListener = (req, res) => {
    if (isTooMany(req, res)) return;
    if (hasProperHost(req)) onRequest(req, res);
    else sendJson(res, 400, JSON.stringify(new ParseError('The Host header is not valid.').body()), hangUp);
  };
  const server = http.createServer(
    {
      keepAliveTimeout: keepAliveMs,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkEveryMs,
    },
    answer,
  );
  // Who asks before sending a body is answered where the body is read, after token and length.
  server.on('checkContinue', answer);
  server.on('connect', refuseTunnel);
  server.on('clientError', refuseMalformed);
  // Beyond it the system has no place left, not even for the database's files.
  if (Number.isFinite(maxConnections)) server.maxConnections = maxConnections;
  if (!isBehindProxy) {
    capConnections(server, Math.min(connectionsPerAddress, maxConnections / 2) + maxHeldPerAddress);
  }
  const endWatch = watchSlowReaders(server);
  const unused = trackUnused(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host && host !== '0.0.0.0' ? host : 'localhost'}:${address.port}`,
    async close() {
      endWatch();
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of unused) socket.destroy();
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const lastResort = setTimeout(() => server.closeAllConnections(), maxRequestMs);
      await closed;
      clearInterval(idle);
      clearTimeout(lastResort);
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
