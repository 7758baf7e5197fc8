import { once } from 'node:events';
import http, { type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { sendJson } from '../../api/http/answers/raw-reply.ts';
import { capConnections, pipelineCap } from '../../api/http/door/connection-caps.ts';
import { watchSlowReaders } from '../../api/http/door/slow-readers.ts';
import { rawConnection } from '../support/raw-connection.ts';
import { until } from '../support/until.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function listen(server: Server): Promise<{ url: string }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function open(server: { url: string }) {
  const connection = await rawConnection(server);
  ends.push(connection.close);
  return connection;
}

const ask = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const hello: RequestListener = (_req, res) => void res.end('hello');

test('an address has so many connections, the next is told to come later, and a closed one makes room', async () => {
  const server = http.createServer(hello);
  capConnections(server, 2);
  const place = await listen(server);
  const first = await open(place);
  const second = await open(place);
  for (const each of [first, second]) {
    each.write(ask);
    await each.hears('hello');
  }
  const third = await open(place);
  expect(await third.ended()).toMatch(/^HTTP\/1\.1 503 [\s\S]*Retry-After: \d+/);
  first.close();
  const refusedSince = async () => {
    const next = await open(place);
    next.write(ask);
    return (await next.hears('HTTP/1.1 ')).startsWith('HTTP/1.1 200');
  };
  await until(refusedSince, { what: 'the place of the closed connection is free' });
});

test('a client that takes nothing of its answer is ended; one that waits for its answer is not', async () => {
  const held: http.ServerResponse[] = [];
  const server = http.createServer((req, res) => {
    if (req.url === '/held') held.push(res);
    // More than the system takes on its own.
    else res.end(Buffer.alloc(64 * 1024 * 1024));
  });
  ends.push(watchSlowReaders(server, { maxStallMs: 100, everyMs: 20 }));
  const place = await listen(server);
  const waiting = await open(place);
  waiting.write('GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const slow = await open(place);
  slow.pause();
  slow.write(ask);
  const count = () => new Promise((resolve) => server.getConnections((_error, number) => resolve(number)));
  await until(() => held.length === 1, { what: 'the poll is held' });
  await until(async () => (await count()) === 1, { what: 'only the held one is left' });
  held[0]?.end('news');
  await waiting.hears('news');
});

test('when too much waits to be taken in all, those who take the least give way', async () => {
  const mebi = 1024 * 1024;
  const server = http.createServer(
    (req, res) => void res.end(Buffer.alloc(Number(req.url?.slice(1)) * mebi)),
  );
  ends.push(watchSlowReaders(server, { maxWaitingBytes: 100 * mebi, everyMs: 20 }));
  const place = await listen(server);
  const open64 = async () => {
    const connection = await open(place);
    connection.pause();
    connection.write('GET /64 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  };
  const count = () => new Promise((resolve) => server.getConnections((_error, number) => resolve(number)));
  await open64();
  await until(async () => (await count()) === 1, { what: 'one is there' });
  for (let i = 0; i < 3; i += 1) await open64();
  await until(async () => (await count()) === 1, { what: 'one of four is left' });
});

test('answers to pipelined requests, which wait for those before them, are counted too', async () => {
  const mebi = 1024 * 1024;
  const held: http.ServerResponse[] = [];
  const server = http.createServer((req, res) => {
    if (req.url === '/held') held.push(res);
    else res.end(Buffer.alloc(30 * mebi));
  });
  ends.push(watchSlowReaders(server, { maxWaitingBytes: 100 * mebi, everyMs: 20 }));
  const place = await listen(server);
  const few = await open(place);
  const first = 'GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n';
  few.write(first + ask.repeat(2));
  const many = await open(place);
  many.write(first + ask.repeat(4));
  await many.ended();
  held[0]?.end('news');
  await few.hears('news');
});

test('what waits is counted in bytes, however few letters it has', async () => {
  const ten = '\u4e2d'.repeat(10 * 1024 * 1024);
  const server = http.createServer((_req, res) => sendJson(res, 200, ten, []));
  ends.push(watchSlowReaders(server, { maxWaitingBytes: 100 * 1024 * 1024, everyMs: 20 }));
  const connected = once(server, 'connection');
  const slow = await open(await listen(server));
  slow.pause();
  const [socket] = await connected;
  const ended = once(socket, 'close');
  // Forty million letters, a hundred and twenty million bytes.
  slow.write(ask.repeat(4));
  await ended;
});

test('eight requests may wait behind another on a connection; one more ends it', async () => {
  const held: http.ServerResponse[] = [];
  const isTooMany = pipelineCap();
  const server = http.createServer((req, res) => {
    if (isTooMany(req, res)) return;
    if (req.url === '/held') held.push(res);
    else res.end('hello');
  });
  const place = await listen(server);
  const first = 'GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const patient = await open(place);
  const greedy = await open(place);
  patient.write(first + ask.repeat(8));
  greedy.write(first + ask.repeat(9));
  expect(await greedy.ended()).toBe('');
  await until(() => held.length === 2, { what: 'both are held' });
  for (const each of held.splice(0)) each.end('news');
  const hellos = () => patient.received().split('hello').length - 1;
  await until(() => hellos() === 8, { what: 'all of the patient one are answered' });
  // What was answered makes room.
  patient.write(first + ask.repeat(8));
  await until(() => held.length === 1, { what: 'the next is held' });
  held[0]?.end('more news');
  await patient.hears('more news');
});
