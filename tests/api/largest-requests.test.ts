import { describe, test as plainTest } from 'vitest';
import { declaredRoutes } from '../support/declared-routes.ts';
import { signUp } from '../support/person.ts';
import { startWatchedServer } from '../support/watched-server.ts';
import { expectAnswer, expectOthersServed, setScene } from './field-scene.ts';

/** As much as a body may have where it may hold an image. */
const maxBytes = 8 * 1024 * 1024 - 500;

const filled = (unit: string, before = '', after = '') =>
  Buffer.from(before + unit.repeat(Math.floor((maxBytes - 200) / Buffer.byteLength(unit))) + after);

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const parts = 'multipart/form-data; boundary=b';
const part = '--b\r\nContent-Disposition: form-data; name="message"\r\n\r\n';
const file = '--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n';

const bodies: [what: string, contentType: string, raw: Buffer<ArrayBuffer>][] = [
  ['a text', json, filled('x', '{"message":"', '"}')],
  ['a text of emoji', json, filled('😀', '{"message":"', '"}')],
  ['a text of quotes', json, filled('\\"', '{"message":"', '"}')],
  ['a text of escapes', json, filled('\\u0020', '{"message":"', '"}')],
  ['whom a whisper is for', json, filled('ﷺ', '{"message":"x","to":"', '"}')],
  ['a key', json, filled(' ', '{"message":"x","client_id":"', '"}')],
  ['a data URL', json, filled('A', '{"image":"data:image/png;base64,', '"}')],
  ['white space', json, filled(' ')],
  ['brackets', json, filled('[')],
  ['texts', json, filled('"",', '[', '""]')],
  ['a text by form', form, filled('x', 'message=')],
  ['pluses', form, filled('+', 'message=')],
  ['percents', form, filled('%', 'message=')],
  ['escapes', form, filled('%41', 'message=')],
  ['ampersands', form, filled('&')],
  ['boundaries', parts, filled('--b\r\n')],
  ['parts', parts, filled(`${part}x\r\n`)],
  ['a part', parts, filled('x', part, '\r\n--b--\r\n')],
  ['a part that nearly ends', parts, filled('\r\n--', part, '\r\n--b--\r\n')],
  ['a file that nearly ends', parts, filled('\r\n--', file, '\r\n--b--\r\n')],
  ['the head of a part', parts, filled('a: b\r\n', '--b\r\n')],
];

/** Node takes a head of 16 KiB. */
const long = (unit: string, before = '', after = '') =>
  before + unit.repeat(Math.floor(12_000 / unit.length)) + after;

const headers: [name: string, value: string][] = [
  ['Idempotency-Key', long('x')],
  ['Idempotency-Key', long('\xe9')],
  ['Prefer', long('wait=1 ', '', ';x')],
  ['Prefer', long(' ', 'wait', '=x')],
  ['Prefer', long(', ,', 'a', 'x')],
  ['Accept', long('a/b,')],
  ['Accept', long(';q=0.1', '*/*')],
  ['Accept', long(' ;', 'a')],
  ['If-None-Match', long('W/"x",')],
  ['If-None-Match', long(' ', 'W/', 'x')],
  ['Authorization', long('x', 'JWT ')],
  ['Authorization', long(' ', 'JWT', 'x y')],
  ['Content-Type', long('; charset= ', 'application/json')],
  ['Content-Type', long('b', 'multipart/form-data; boundary=')],
  ['Content-Encoding', long('gzip,')],
  ['Accept-Encoding', long('br;q=0.1,')],
  ['Origin', long('x', 'http://')],
];

const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('watched', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startWatchedServer();
    onCleanup(async () => {
      await server.stop();
    });
    return server;
  })
  .extend('bob', { scope: 'file' }, ({ watched }) => signUp(watched, 'bob'));

const isMessages = (method: string) => (route: { method: string; path: string }) =>
  route.method === method && route.path === '/api/chats/{uri}/messages/';
const [sending, reading] = ['POST', 'GET'].map((method) => declaredRoutes().find(isMessages(method)));

describe('the largest requests are answered and keep nobody waiting', () => {
  test('with a body', { timeout: 60_000 }, async ({ watched, bob }) => {
    const scene = await setScene(watched, bob, sending);
    for (const [what, contentType, raw] of bodies) {
      expectAnswer(await scene.attempt({ body: { raw, contentType } }), what);
      expectOthersServed(watched, what);
    }
  });

  test('with a header', async ({ watched, bob }) => {
    for (const route of [sending, reading]) {
      const scene = await setScene(watched, bob, route);
      for (const [name, value] of headers) {
        const body = route === sending ? { raw: '{"message":"x"}', contentType: json } : undefined;
        const reply = await scene.attempt({ headers: { [name]: value }, ...(body && { body }) });
        expectAnswer(reply, `${name}: ${value.slice(0, 30)}`);
      }
    }
    expectOthersServed(watched);
  });
});
