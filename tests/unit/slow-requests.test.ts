import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listener, openListener } from '../../api/http/door/listener.ts';
import { rawConnection } from '../support/raw-connection.ts';

// How long a request may take to arrive, with times of milliseconds in place of the real ones.

let listener: Listener;
const held: (() => void)[] = [];

/** Reads the body, if there is one, and answers; `/held` when the test says so. */
const answer: RequestListener = (req, res) => {
  req.resume();
  if (req.url === '/held') held.push(() => res.end('news'));
  else req.once('end', () => res.end('hello'));
};

beforeAll(async () => {
  const patience = { headersMs: 150, requestMs: 300, checkEveryMs: 25 };
  const room = { maxConnections: 100, maxHeldPerAddress: 10, isBehindProxy: false };
  listener = await openListener(answer, { port: 0, host: '127.0.0.1', ...room, patience });
});
afterAll(() => listener.close());

test('headers that don’t end, and a body that doesn’t, are a 408', async () => {
  const headers = await rawConnection(listener);
  headers.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
  const body = await rawConnection(listener);
  body.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx');
  for (const slow of [headers, body]) {
    const reply = await slow.ended();
    expect(reply).toMatch(/^HTTP\/1\.1 408 /);
    expect(reply).toContain('"code":"request_timeout"');
  }
});

test('a request that has arrived may be held far longer', async () => {
  const waiting = await rawConnection(listener);
  waiting.write('GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n');
  // Another one that is given up after it, so that the time has passed for both.
  const slow = await rawConnection(listener);
  slow.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx');
  await slow.ended();
  expect(waiting.received()).toBe('');
  for (const say of held) say();
  expect(await waiting.hears('news')).toMatch(/^HTTP\/1\.1 200 /);
});
