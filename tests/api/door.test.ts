import { describe, expect } from 'vitest';
import { rawConnection } from '../support/raw-connection.ts';
import { until } from '../support/until.ts';
import { test } from './stage.ts';
import type { Page } from './wire.ts';

const host = 'Host: localhost\r\n';
const hangUp = 'Connection: close\r\n\r\n';

describe('a request that is not one', () => {
  test.for([
    ['two Hosts', 'GET /healthz/ HTTP/1.1\r\nHost: localhost\r\nhost: elsewhere.example\r\n'],
    ['an empty Host', 'GET /healthz/ HTTP/1.1\r\nHost:\r\n'],
    ['a Host that is a path', 'GET /healthz/ HTTP/1.1\r\nHost: a.example/evil\r\n'],
    ['a Host with a user', 'GET /healthz/ HTTP/1.1\r\nHost: me@a.example\r\n'],
    ['no Host', 'GET /healthz/ HTTP/1.1\r\n'],
    ['a broken header', `GET /healthz/ HTTP/1.1\r\n${host}no colon here\r\n`],
  ] as const)('is a 400: %s', async ([, start], { server }) => {
    const connection = await rawConnection(server);
    connection.write(start + hangUp);
    expect(await connection.ended()).toMatch(/^HTTP\/1\.1 400 /);
  });

  test.for(['localhost', 'localhost:8000', '[::1]:8000', 'chat.example', 'my_box.local'])(
    'is not one whose Host is %s',
    async (name, { server }) => {
      const connection = await rawConnection(server);
      connection.write(`GET /healthz/ HTTP/1.1\r\nHost: ${name}\r\n${hangUp}`);
      expect(await connection.ended()).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  test('is told in JSON what is wrong with it', async ({ server }) => {
    for (const start of ['GET /healthz/ HTTP/1.1\r\nHost:\r\n', `GARBAGE\r\n${host}`]) {
      const connection = await rawConnection(server);
      connection.write(start + hangUp);
      const [, body = ''] = (await connection.ended()).split('\r\n\r\n');
      expect(JSON.parse(body)).toEqual({ detail: expect.any(String), code: 'parse_error' });
    }
  });

  test('is a 431 with headers that are too large', async ({ server }) => {
    const connection = await rawConnection(server);
    connection.write(`GET /healthz/ HTTP/1.1\r\n${host}X-Long: ${'x'.repeat(40_000)}\r\n${hangUp}`);
    expect(await connection.ended()).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('is a tunnel, which is answered by 405 and not by hanging up', async ({ server }) => {
    const connection = await rawConnection(server);
    connection.write('CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n\r\n');
    const reply = await connection.ended();
    expect(reply).toMatch(/^HTTP\/1\.1 405 /);
    expect(reply).toMatch(/\r\nAllow: [^\r]*GET/);
    expect(reply).toContain('"code":"method_not_allowed"');
  });
});

describe('who asks before sending a body (Expect: 100-continue)', () => {
  const asking = (path: string, headers: string) =>
    `POST ${path} HTTP/1.1\r\n${host}Content-Type: application/json\r\nExpect: 100-continue\r\n${headers}${hangUp}`;

  test('is told to go on when token and length are right', async ({ server, alice, chat }) => {
    const body = '{"message":"may I?"}';
    const connection = await rawConnection(server);
    const headers = `Authorization: JWT ${alice.token}\r\nContent-Length: ${body.length}\r\n`;
    connection.write(asking(chat.messages, headers));
    expect(await connection.hears('100 Continue')).not.toContain('201');
    connection.write(body);
    expect(await connection.ended()).toContain('HTTP/1.1 201 ');
  });

  test('is told nothing but no without a token', async ({ server, chat }) => {
    const connection = await rawConnection(server);
    connection.write(asking(chat.messages, 'Content-Length: 20\r\n'));
    expect(await connection.ended()).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('is told nothing but no when the body is too long', async ({ server, alice, chat }) => {
    const connection = await rawConnection(server);
    const headers = `Authorization: JWT ${alice.token}\r\nContent-Length: 99000000\r\n`;
    connection.write(asking(chat.messages, headers));
    expect(await connection.ended()).toMatch(/^HTTP\/1\.1 413 /);
  });
});

test('a body to /auth/ is at most 16 KiB, whoever sends it', async ({ nobody, alice }) => {
  const body = { username: 'dora', password: 'x'.repeat(17 * 1024) };
  expect((await nobody.post('/auth/users/', body)).status).toBe(413);
  expect((await alice.patch('/auth/me/', { display_name: 'x'.repeat(17 * 1024) })).status).toBe(413);
});

test('whoever sends more than there is room for is asked to wait, and a word of others still gets through', async ({
  server,
  alice,
  bob,
  chat,
}) => {
  // Four photos that never end, as much as one address may have in flight; the fifth is one too many.
  const almost = 'x'.repeat(6 * 1024 * 1024);
  const head = `POST ${chat.messages} HTTP/1.1\r\n${host}Authorization: JWT ${alice.token}\r\nContent-Type: application/json\r\n`;
  const connections = await Promise.all(Array.from({ length: 5 }, () => rawConnection(server)));
  for (const each of connections) each.write(`${head}Content-Length: ${almost.length + 1}\r\n\r\n${almost}`);
  const refused = await until(() => connections.filter((each) => each.received() !== ''), {
    what: 'one of five is refused',
    is: (some) => some.length > 0,
  });
  expect(refused[0]?.received()).toMatch(/^HTTP\/1\.1 503 [\s\S]*Retry-After: \d+/);
  expect((await bob.post(chat.messages, { message: 'a word' })).status).toBe(201);
  for (const each of connections) each.close();
  const large = { message: 'x'.repeat(500_000) };
  // Refused for its length, and no longer for want of room.
  await until(async () => (await bob.post(chat.messages, large)).status, {
    what: 'there is room again',
    is: (status) => status === 400,
  });
});

test('a few requests may be sent on before their answers have come, and a flood of them ends its connection', async ({
  server,
}) => {
  const ask = `GET /healthz/ HTTP/1.1\r\n${host}\r\n`;
  const patient = await rawConnection(server);
  patient.write(`${ask.repeat(7)}GET /healthz/ HTTP/1.1\r\n${host}${hangUp}`);
  expect((await patient.ended()).split('HTTP/1.1 200').length - 1).toBe(8);
  const flood = await rawConnection(server);
  flood.write(ask.repeat(100));
  expect((await flood.ended()).split('HTTP/1.1 200').length - 1).toBeLessThan(100);
});

test('a link in an answer is relative where nobody said how people reach the server', async ({ alice }) => {
  const elsewhere = { headers: { 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' } };
  for (let i = 0; i < 3; i += 1) await alice.post('/api/chats/', {});
  const page = await alice.get<Page<unknown>>('/api/chats/?page_size=1&page=2', elsewhere);
  expect(page.body.next).toBe('/api/chats/?page_size=1&page=3');
  expect(page.body.previous).toBe('/api/chats/?page_size=1&page=1');
});

test('without https no answer speaks of it', async ({ alice }) => {
  expect((await alice.get('/api/chats/')).headers.get('strict-transport-security')).toBeNull();
});

test('no answer of the API may be kept by anyone but its reader, who has to ask again', async ({
  alice,
  nobody,
  chat,
}) => {
  const { cursor } = (await alice.get<{ cursor: string }>('/api/events/')).body;
  const paths = ['/auth/me/', '/api/chats/', chat.path, chat.messages, `${chat.path}members/`, '/api/users/'];
  for (const path of [...paths, `${chat.path}mood/`, `/api/events/?cursor=${cursor}`, '/api/nothing/']) {
    for (const reader of [alice, nobody]) {
      const { headers } = await reader.get(path);
      expect(headers.get('cache-control'), path).toMatch(/no-store|private, no-cache/);
    }
  }
});
