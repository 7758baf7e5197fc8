import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatPath } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { rawConnection } from '../support/raw-connection.ts';
import { until } from '../support/until.ts';
import { type Asking, bothWays, listed, longWay, open, written } from './both-ways.ts';
import { knownChat, saying } from './saying.ts';

// A read marker is moved before Koa, and must be answered as the route would have done, to the last header.

let opened: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  opened = await open({ TRUST_PROXY: '2', CORS_ORIGINS: `${listed},https://b.example`, RATE_LIMITS: 'on' });
});
afterAll(() => opened?.server.stop());

function marking(
  reader: Pick<Person, 'token'>,
  chat: ChatPath,
  body: string,
  headers: Record<string, string> = {},
): Asking {
  return { ...saying(reader, chat, body, headers), path: `${chat.path}read/`, method: 'PUT' };
}

/** A chat of theirs in which alice said three things, by their ids. */
async function talk() {
  const { alice, bob } = opened;
  const chat = await knownChat(alice, bob);
  const ids: number[] = [];
  for (const message of ['one', 'two', 'three'])
    ids.push((await alice.post<{ id: number }>(chat.messages, { message })).body.id);
  return { chat, ids };
}

test('both ways say the same of a marker that moves, to any origin and through any proxies', async () => {
  const { server, bob } = opened;
  const { chat, ids } = await talk();
  const variants = [
    {},
    ...[listed, 'https://evil.example', 'null'].map((origin) => ({ Origin: origin })),
    { 'X-Forwarded-For': '203.0.113.5, 198.51.100.7', 'X-Request-ID': 'from-a-proxy' },
    { 'Content-Type': 'Application/JSON; charset=UTF-8', Accept: 'text/html, application/json;q=0.5' },
  ];
  for (const headers of variants) {
    const asking = marking(bob, chat, `{"message_id":${ids[1]}}`, headers as Record<string, string>);
    const { bodies, ...both } = await bothWays(server, asking);
    expect(both).toEqual({ status: 200, isShort: true });
    expect(JSON.parse(bodies[0] ?? '')).toEqual({ message_id: ids[1], unread: 1 });
  }
});

test('both ways say the same of what JSON can hold: never back, never beyond the newest', async () => {
  const { server, bob } = opened;
  const { chat, ids } = await talk();
  const [first = 0, , newest = 0] = ids;
  const bodies: [body: string, marker: object][] = [
    [`{"message_id":" ${first} ","else":[{}]}`, { message_id: first, unread: 2 }],
    [`\n{"message_id":1,"message_id":${first}.0}`, { message_id: first, unread: 2 }],
    ['{"message_id":9007199254740991}', { message_id: newest, unread: 0 }],
    ['{"message_id":0}', { message_id: newest, unread: 0 }],
  ];
  for (const [body, marker] of bodies) {
    const both = await bothWays(server, marking(bob, chat, body));
    expect(both, body).toMatchObject({ status: 200, isShort: true });
    expect(both.bodies.map((each) => JSON.parse(each))).toEqual([marker, marker]);
  }
});

test('both ways refuse the same, and move nothing', async () => {
  const { server, alice, bob, carol, gone } = opened;
  const { chat, ids } = await talk();
  const plain = `{"message_id":${ids[2]}}`;
  const wrong = ['null', '-1', '1.5', '"x"', '1e30', '[1]', 'true'].map((id) => `{"message_id":${id}}`);
  const refused: [status: number, Asking][] = [
    ...['{}', '[]', '{"message_id":', ...wrong].map((body): [number, Asking] => [
      400,
      marking(bob, chat, body),
    ]),
    ...['nonsense', gone.token].map((token): [number, Asking] => [401, marking({ token }, chat, plain)]),
    [403, marking(carol, chat, plain)],
    [404, marking(bob, { ...chat, path: '/api/chats/no-such-chat/' }, plain)],
    [406, marking(bob, chat, plain, { Accept: 'text/html' })],
    [415, marking(bob, chat, plain, { 'Content-Type': 'text/plain' })],
  ];
  for (const [status, asking] of refused)
    expect(await bothWays(server, asking), asking.body).toMatchObject({ status, isShort: false });
  expect(await bothWays(server, marking(bob, chat, '{"message_id":0}'))).toMatchObject({
    bodies: Array(2).fill('{"message_id":0,"unread":3}'),
  });
  await alice.delete(`${chat.path}members/bob/`);
  expect(await bothWays(server, marking(bob, chat, plain))).toMatchObject({ status: 403, isShort: false });
});

// The last, as it takes all that alice may change in a minute.
test('both ways take the same price of the same person', async () => {
  const { server, alice } = opened;
  const { chat, ids } = await talk();
  const body = `{"message_id":${ids[0]}}`;
  // By one way and the other in turn, so close together that hardly a point comes back meanwhile.
  const piece = [{}, longWay, {}, longWay, {}, longWay, {}, longWay];
  const mostTaken = 280;
  let taken = 0;
  // Of 240, of which she has used a few.
  for (let areRefused = false; !areRefused && taken < mostTaken; ) {
    const connection = await rawConnection(server);
    connection.write(piece.map((way) => written(marking(alice, chat, body, way))).join(''));
    const answers = await until(() => [...connection.received().matchAll(/HTTP\/1.1 (\d+)/g)], {
      what: 'all are answered',
      is: ({ length }) => length === piece.length,
    });
    connection.close();
    const refused = piece.filter((_, i) => answers[i]?.[1] === '429');
    areRefused = refused.includes(longWay) && refused.some((way) => way !== longWay);
    const allowed = answers.filter(([, status]) => status === '200').length;
    expect(allowed + refused.length).toBe(piece.length);
    taken += allowed;
  }
  expect(taken).toBeGreaterThan(200);
  expect(taken).toBeLessThan(mostTaken);
});
