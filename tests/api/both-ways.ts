import { expect } from 'vitest';
import { signUp } from '../support/person.ts';
import { rawConnection } from '../support/raw-connection.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** What is asked most is answered before Koa, and must be what Koa's routes would have said: here a request goes both ways. */

/** With any preference a request goes the long way. */
export const longWay = { Prefer: 'handling=lenient' };

export interface Asking {
  path: string;
  headers: Record<string, string>;
  version?: '1.0' | '1.1';
  /** With one it is a POST, or what `method` says: the bytes, as latin1. */
  body?: string;
  method?: 'PUT';
}

export interface Raw {
  status: number;
  /** As they came, without the date and the id of the request, which the short way has only where somebody gave it. */
  headers: string[];
  body: string;
}

/** The whole request as it is written. */
export function written({ path, headers, version = '1.1', body, method }: Asking): string {
  const lines = Object.entries({ Host: 'chat.example', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const verb = method ?? (body === undefined ? 'GET' : 'POST');
  return `${verb} ${path} HTTP/${version}\r\n${lines.join('')}\r\n${body ?? ''}`;
}

/** On a connection of its own, which ends with the answer: nothing between the test and what was sent. */
export async function ask(server: TestServer, asking: Asking): Promise<Raw> {
  const connection = await rawConnection(server);
  const request = written({ ...asking, headers: { Connection: 'close', ...asking.headers } });
  connection.write(Buffer.from(request, 'latin1'));
  const [head = '', ...body] = (await connection.ended()).split('\r\n\r\n');
  const [statusLine = '', ...fields] = head.split('\r\n');
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: fields.filter((field) => !/^(?:Date|X-Request-ID): /i.test(field)),
    body: body.join('\r\n\r\n'),
  };
}

/**
 * The same request by both ways; the order of the headers, which means nothing, tells that there were two. `settle` takes out of an
 * answer what is new with each.
 */
export async function bothWays(server: TestServer, asking: Asking, settle = (raw: Raw) => raw) {
  const [short, long] = await Promise.all([
    ask(server, asking),
    ask(server, { ...asking, headers: { ...asking.headers, ...longWay } }),
  ]);
  const sorted = (raw: Raw) => ({ ...raw, headers: raw.headers.toSorted() });
  expect(sorted(settle(short)), JSON.stringify(asking)).toEqual(sorted(settle(long)));
  return {
    status: short.status,
    isShort: settle(short).headers.join() !== settle(long).headers.join(),
    bodies: [short.body, long.body],
  };
}

export async function open(settings: Record<string, string>) {
  const server = await startTestServer(settings);
  const [alice, bob] = [await signUp(server, 'alice'), await signUp(server, 'bob')];
  const [carol, gone] = [await signUp(server, 'carol'), await signUp(server, 'gone')];
  await gone.post('/auth/token/destroy/', {});
  return { server, alice, bob, carol, gone };
}

export const listed = 'https://app.example';
export const settings: [string, Record<string, string>][] = [
  ['as it comes', {}],
  ['behind a proxy', { TRUST_PROXY: '1', PUBLIC_URL: 'https://chat.example' }],
  ['behind two, with origins listed', { TRUST_PROXY: '2', CORS_ORIGINS: `${listed},https://b.example` }],
];
