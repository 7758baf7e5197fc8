import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../support/person.ts';
import { type Asking, ask, bothWays, listed, open, type Raw, settings } from './both-ways.ts';
import { knownChat, saying, texts } from './saying.ts';

// A plain text to all is taken before Koa, and must be answered as the route would have done, to the last header, and said once.

type Fields = Record<string, string>;

const utf8 = (text: string) => Buffer.from(text).toString('latin1');

/** Without what each message has of its own; of the length of the body it is asked that it is right. */
function settle({ status, headers, body }: Raw): Raw {
  const length = headers.find((header) => header.startsWith('Content-Length: '));
  if (length) expect(length).toBe(`Content-Length: ${body.length}`);
  const same = body
    .replace(/"id":\d+/, '"id":N')
    .replace(/"cursor":"[\w-]+"/, '"cursor":"C"')
    .replace(/"created_at":"[^"]+"/, '"created_at":"T"');
  return { status, headers: headers.filter((header) => header !== length), body: same };
}

describe.each(settings)('%s, both ways say the same', (_name, given) => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    opened = await open(given);
  });
  afterAll(() => opened?.server.stop());

  test('of a message, to any origin and through any proxies, also in HTTP/1.0', async () => {
    const { server, alice, bob } = opened;
    const chat = await knownChat(alice, bob);
    const body = JSON.stringify({ message: 'I love it!' });
    const variants: [Fields, '1.0' | '1.1'][] = [
      [{}, '1.0'],
      [{}, '1.1'],
      ...[listed, 'https://b.example', 'https://evil.example', 'null'].map((origin) => [
        { Origin: origin },
        '1.1',
      ]),
      ...['198.51.100.7', '203.0.113.5, 198.51.100.7', '2001:db8::1'].map((by) => [
        { 'X-Forwarded-For': by },
        '1.1',
      ]),
      [{ Accept: 'text/html, application/json;q=0.5' }, '1.1'],
      [{ 'Content-Type': 'Application/JSON; charset=UTF-8' }, '1.1'],
      [{ 'X-HTTP-Method-Override': 'DELETE', 'Accept-Language': 'de' }, '1.1'],
    ] as [Fields, '1.0' | '1.1'][];
    for (const [headers, version] of variants)
      expect(
        await bothWays(server, { ...saying(alice, chat, body, headers), version }, settle),
      ).toMatchObject({ status: 201, isShort: true });
    expect(await texts(bob, chat)).toEqual(Array(2 * variants.length).fill('I love it!'));
  });

  test('of bodies that JSON can be, and of texts with every kind of letter', async () => {
    const { server, alice, bob } = opened;
    const chat = await knownChat(alice, bob);
    const bodies: [body: string, said: string][] = [
      ['{"message":"one","message":"two"}', 'two'],
      ['\ufeff{"message":"behind a mark"}', 'behind a mark'],
      ['{"__proto__":{"message":"no"},"constructor":1,"message":"own"}', 'own'],
      ['{"message":"what else","text":"no","toString":null,"list":[[[1]]]}', 'what else'],
      ['{"message":17}', '17'],
      [' \n{"to":null,"image":null,"client_id":null,"message":" kept "} ', ' kept '],
      ['{"message":"\\ud83d\\ude00 \\u0061 é 漢 😀"}', '😀 a é 漢 😀'],
      [JSON.stringify({ message: '漢'.repeat(2000) }), '漢'.repeat(2000)],
    ];
    for (const [body] of bodies)
      expect(await bothWays(server, saying(alice, chat, utf8(body)), settle), body).toMatchObject({
        status: 201,
        isShort: true,
      });
    expect(await texts(bob, chat)).toEqual(bodies.flatMap(([, said]) => [said, said]));
  });

  test('of a key: sent again it is the same message, and with other words a refusal', async () => {
    const { server, alice, bob } = opened;
    const chat = await knownChat(alice, bob);
    const keyed = (text: string, headers: Fields, fields: object = {}) =>
      bothWays(
        server,
        saying(alice, chat, utf8(JSON.stringify({ message: text, ...fields })), headers),
        settle,
      );
    const key = { 'Idempotency-Key': 'key-1' };
    // One of the two is first.
    const [first] = [await ask(server, saying(alice, chat, '{"message":"once"}', key))];
    const { id } = JSON.parse(first?.body ?? '');
    for (const again of [await keyed('once', key), await keyed('once', {}, { client_id: 'key-1' })]) {
      expect(again).toMatchObject({ status: 200, isShort: true });
      for (const body of again.bodies) expect(JSON.parse(body).id).toBe(id);
    }
    expect(await keyed('other', key)).toMatchObject({ status: 422, isShort: true });
    const differing = await keyed('once', key, { client_id: 'key-2' });
    const odd = [await keyed('x', { 'Idempotency-Key': 'ÿ' }), await keyed('x', {}, { client_id: 7 })];
    for (const refused of [differing, ...odd, await keyed('x', { 'Idempotency-Key': 'k'.repeat(65) })])
      expect(refused).toMatchObject({ status: 400, isShort: false });
    const replied = { client_id: 'key-1', reply_to: id };
    expect(await keyed('once', {}, replied)).toMatchObject({ status: 422, isShort: true });
    expect(await keyed('once', {}, { reply_to: id + 9999 })).toMatchObject({ status: 400, isShort: true });
    expect(await texts(bob, chat)).toEqual(['once']);
    const answers = await keyed('an answer', {}, { reply_to: id });
    expect(answers).toMatchObject({ status: 201, isShort: true });
    for (const body of answers.bodies)
      expect(JSON.parse(body).reply_to).toMatchObject({ id, excerpt: 'once' });
  });

  test('of what is refused, and of it nothing is said', async () => {
    const { server, alice, bob, carol, gone } = opened;
    const chat = await knownChat(alice, bob);
    const plain = '{"message":"x"}';
    const refused: [status: number, Asking][] = [
      ...['', ' ', '\u0000', '\ud800', 'x'.repeat(4001)].map((message): [number, Asking] => [
        400,
        saying(alice, chat, utf8(JSON.stringify({ message }))),
      ]),
      ...[
        '{"message":',
        '[1]',
        'null',
        '{"message":["x"]}',
        '{}',
        '{"message":"\xff"}',
        `{"message":"x","deep":${'['.repeat(40)}${']'.repeat(40)}}`,
      ].map((body): [number, Asking] => [400, saying(alice, chat, body)]),
      ...['nonsense', gone.token, ''].map((token): [number, Asking] => [401, saying({ token }, chat, plain)]),
      [403, saying(carol, chat, plain)],
      [404, saying(alice, { ...chat, messages: '/api/chats/no-such-chat/messages/' }, plain)],
      [406, saying(alice, chat, plain, { Accept: 'text/html' })],
      [415, saying(alice, chat, plain, { 'Content-Type': 'text/plain' })],
      [415, saying(alice, chat, plain, { 'Content-Type': 'application/json; charset=latin1' })],
      [415, saying(alice, chat, plain, { 'Content-Encoding': 'gzip' })],
      [400, saying(alice, chat, '{"message":"x","to":"nobody-there"}')],
    ];
    for (const [status, asking] of refused)
      expect(await bothWays(server, asking, settle), asking.body).toMatchObject({ status, isShort: false });
    expect(await texts(bob, chat)).toEqual([]);
  });

  test('to who was removed, and of a chat that is over', async () => {
    const { server, alice, bob } = opened;
    const chat = await knownChat(alice, bob);
    const says = (author: Person) =>
      bothWays(server, saying(author, chat, '{"message":"still here"}'), settle);
    expect(await says(bob)).toMatchObject({ status: 201, isShort: true });
    await alice.delete(`${chat.path}members/bob/`);
    expect(await says(bob)).toMatchObject({ status: 403, isShort: false });
    await alice.delete(chat.path);
    expect(await says(alice)).toMatchObject({ status: 404, isShort: false });
  });

  test('of a whisper, a form and what comes in chunks', async () => {
    const { server, alice, bob } = opened;
    const chat = await knownChat(alice, bob);
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const { 'Content-Length': _, ...unmeasured } = saying(alice, chat, '').headers;
    const chunked = { ...unmeasured, 'Transfer-Encoding': 'chunked' };
    for (const asking of [
      saying(alice, chat, '{"message":"psst","to":"bob"}'),
      saying(alice, chat, 'message=psst', form),
      { path: chat.messages, headers: chunked, body: '9\r\n{"message\r\n9\r\n":"psst"}\r\n0\r\n\r\n' },
    ])
      expect(await bothWays(server, asking, settle), asking.body).toMatchObject({
        status: 201,
        isShort: false,
      });
    expect(await texts(bob, chat)).toEqual(Array(6).fill('psst'));
  });
});
