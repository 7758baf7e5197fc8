import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server says that does nothing but HTTP: the yardstick. */
export interface BareReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** GETs are kept open until a POST with the same `X-Room` comes, which is answered after them. */
  holdsGets: boolean;
}

const { status, headers, body, holdsGets }: BareReply = JSON.parse(process.argv[2] ?? '');
const held = new Map<unknown, ServerResponse[]>();

const server = http.createServer((request, response) => {
  const room = request.headers['x-room'];
  if (request.method === 'POST') {
    request.resume().once('end', () => {
      const due = held.get(room) ?? [];
      held.delete(room);
      for (const each of due) answer(each);
      answer(response);
    });
  } else if (holdsGets) {
    held.set(room, [...(held.get(room) ?? []), response]);
  } else {
    answer(response);
  }
});

function answer(response: ServerResponse): void {
  response.writeHead(status, headers).end(body);
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`http://127.0.0.1:${port}`);
});
