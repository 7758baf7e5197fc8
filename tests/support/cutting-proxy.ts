import { once } from 'node:events';
import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

interface ProxyOptions {
  /** Where the next request goes. Asked for each one, so that nodes may come and go; undefined: none is up. */
  target(): string | undefined;
  /** After this time a request loses its connection, answered or not. Asked for each one; undefined: it may go on. */
  cutAfterMs?(): number | undefined;
  /** Hands a response on when it has all of it. */
  buffersResponses?: boolean;
  /** Ends each connection after one request. On one that was used before, a browser asks again by itself when it is cut. */
  closesConnections?: boolean;
}

export interface ReverseProxy {
  url: string;
  /** How many requests it has cut so far. */
  cuts(): number;
  close(): Promise<void>;
}

/** What it answers by itself when a node can't be reached or dies under a request, as load balancers do. */
export const badGateway = 502;

/** A reverse proxy with the habits of bad ones. Knows no session: any request may go to any node. */
export async function startProxy(options: ProxyOptions): Promise<ReverseProxy> {
  const agent = new http.Agent({ keepAlive: true });
  let cuts = 0;
  const server = http.createServer((request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const cut = () => {
      cuts += 1;
      request.socket.destroy();
    };
    const cutAfterMs = options.cutAfterMs?.();
    const timer = cutAfterMs === undefined ? undefined : setTimeout(cut, cutAfterMs);
    forward({ request, response, agent, signal: gone.signal, ...options })
      .catch(() => refuse(response))
      .finally(() => clearTimeout(timer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    cuts: () => cuts,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      agent.destroy();
    },
  };
}

interface Exchange extends ProxyOptions {
  request: IncomingMessage;
  response: ServerResponse;
  agent: http.Agent;
  /** Aborts when the client is gone: then the node's side ends too. */
  signal: AbortSignal;
}

async function forward(exchange: Exchange): Promise<void> {
  const { request, response, agent, signal } = exchange;
  const target = exchange.target();
  if (target === undefined) return refuse(response);
  const { method, headers, url = '/' } = request;
  const outgoing = http.request(new URL(url, target), { method, headers, agent, signal });
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  await Promise.all([pipeline(request, outgoing), answered]);
  const [answer] = await answered;
  if (!exchange.buffersResponses) {
    response.writeHead(answer.statusCode ?? badGateway, headersOf(answer, exchange));
    return pipeline(answer, response);
  }
  const body = await buffer(answer);
  response.writeHead(answer.statusCode ?? badGateway, headersOf(answer, exchange)).end(body);
}

function headersOf({ headers }: IncomingMessage, { closesConnections }: ProxyOptions): OutgoingHttpHeaders {
  return closesConnections ? { ...headers, connection: 'close' } : headers;
}

function refuse(response: ServerResponse): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else response.writeHead(badGateway).end();
}
