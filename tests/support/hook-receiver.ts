import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from './until.ts';

/** What was posted, with its body as it came. */
export interface Delivery {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: {
    id: string;
    type: string;
    chat: string;
    data: {
      id: number;
      message?: string;
      deleted?: boolean;
      user?: { username: string; display_name: string };
    };
  };
}

/** What is answered. Null: nothing, the line stays open. */
export type Answer = { status?: number; headers?: Record<string, string>; body?: string } | null;

export interface Receiver {
  url: string;
  deliveries: Delivery[];
  /** The messages of all deliveries so far, in the order in which they came. */
  readonly texts: (string | undefined)[];
  /** From now on; at first each is answered by 204. */
  answer: (delivery: Delivery) => Answer | Promise<Answer>;
  /** Once so many have come. */
  reached(count: number): Promise<Delivery[]>;
  stop(): Promise<void>;
}

/** Somebody else's server, to which hooks lead. */
export async function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const receiver: Receiver = {
    url: '',
    deliveries,
    get texts() {
      return deliveries.map(({ event }) => event.data.message);
    },
    answer: () => ({ status: 204 }),
    reached: (count) =>
      until(() => deliveries, {
        what: `${count} deliveries`,
        is: ({ length }) => length >= count,
        deadlineMs: 20_000,
      }),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const respond = async (delivery: Delivery, response: ServerResponse) => {
    const answer = await receiver.answer(delivery);
    if (answer) response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const delivery = { path: request.url ?? '', headers: request.headers, body, event: JSON.parse(body) };
    deliveries.push(delivery);
    await respond(delivery, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}
