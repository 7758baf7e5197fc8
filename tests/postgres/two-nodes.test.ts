import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { shiftClock } from '../support/shifted-clock.ts';
import { until } from '../support/until.ts';

// What nodes tell each other by word of mouth: who is there, who types, what is held, which tab polls anew.

interface Answer {
  cursor: string;
  events: unknown[];
  state: Record<string, { online: string[]; typing: string[] }>;
  poll: { mode: string };
}

let database: TestDatabase;
let here: TestServer;
let there: TestServer;
let alice: Person;
let bob: Person;
let uri: string;

beforeEach(async () => {
  database = await createDatabase('postgres');
  const settings = { ...database.settings, MAX_HELD_PER_USER: '1' };
  here = await startTestServer(settings);
  there = await startTestServer(settings);
  alice = await signUp(here, 'alice');
  bob = await signUp(here, 'bob');
  uri = (await alice.post<{ uri: string }>('/api/chats/', {})).body.uri;
  await bob.patch(`/api/chats/${uri}/`, {});
});

afterEach(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await database.drop();
});

async function ask(node: TestServer, person: Person, query: string) {
  const headers = { Authorization: `JWT ${person.token}` };
  const reply = await fetch(`${node.url}/api/chats/${uri}/events/${query}`, { headers });
  return { status: reply.status, body: (await reply.json()) as Answer };
}

/** A cursor from a node at which nothing more is about to arrive. */
async function settled(node: TestServer, person: Person): Promise<string> {
  let cursor = '';
  await until(
    async () => {
      const { body } = await ask(node, person, cursor ? `?cursor=${cursor}` : '');
      const isQuiet = cursor !== '' && body.events.length === 0 && Object.keys(body.state).length === 0;
      cursor = body.cursor;
      return isQuiet;
    },
    { what: 'a poll without news' },
  );
  return cursor;
}

test('who polls one node is online on the other', async () => {
  await ask(there, bob, '');
  await until(async () => (await ask(here, alice, '')).body.state[uri]?.online.includes('bob'), {
    what: 'bob is online here',
  });
});

test('who types at one node wakes a held poll on the other', async () => {
  await ask(there, bob, '');
  let cursor = await settled(here, alice);
  // On a slow machine bob's coming may wake it first; then it is held again.
  const held = until(
    async () => {
      const { body } = await ask(here, alice, `?cursor=${cursor}&wait=20`);
      cursor = body.cursor;
      return body.state[uri]?.typing ?? [];
    },
    { what: 'a held poll tells who types', is: (typing) => typing.length > 0 },
  );
  await fetch(`${there.url}/api/chats/${uri}/typing/`, {
    method: 'POST',
    headers: { Authorization: `JWT ${bob.token}` },
  });
  expect(await held).toEqual(['bob']);
});

test('a cursor that saw the same people is held by the other node too', async () => {
  await ask(there, bob, '');
  await ask(there, alice, '');
  await until(async () => (await ask(here, alice, '')).body.state[uri]?.online.length === 2, {
    what: 'both are online here',
  });
  const cursor = await settled(here, alice);
  const { body } = await ask(there, alice, `?cursor=${cursor}`);
  expect(body.state).toEqual({});
});

test('a poll held by one node counts against the cap on the other', async () => {
  const cursor = await settled(here, alice);
  const held = ask(here, alice, `?cursor=${cursor}&wait=20&client=first`);
  await until(
    async () => (await ask(there, alice, `?cursor=${cursor}&wait=1&client=second`)).body.poll.mode,
    {
      what: 'the other node is over the cap',
      is: (mode) => mode === 'interval',
    },
  );
  await bob.post(`/api/chats/${uri}/messages/`, { message: 'that will do' });
  expect((await held).status).toBe(200);
});

test('a newer poll of the same client ends the older one on the other node', async () => {
  const cursor = await settled(here, alice);
  const older = ask(here, alice, `?cursor=${cursor}&wait=20&client=tab`);
  const startedAt = performance.now();
  const newer = ask(there, alice, `?cursor=${cursor}&wait=3&client=tab`);
  expect((await older).status).toBe(200);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  await newer;
});

test('logging out at one node ends the poll that the other holds', async () => {
  const cursor = await settled(there, alice);
  const held = ask(there, alice, `?cursor=${cursor}&wait=20`);
  await alice.post('/auth/token/destroy/');
  expect((await held).status).toBe(401);
});

test('a token that was refreshed at one node works for a minute more at the other, and then no longer', async () => {
  const status = (node: TestServer, token: string) =>
    fetch(`${node.url}/auth/me/`, { headers: { Authorization: `JWT ${token}` } }).then(
      (reply) => reply.status,
    );
  // Both nodes know it by heart.
  for (const node of [here, there]) expect(await status(node, alice.token)).toBe(200);
  const { body } = await alice.post<{ token: string }>('/auth/jwt/refresh/', { token: alice.token });
  const again = await fetch(`${there.url}/auth/jwt/refresh/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: alice.token }),
  });
  expect(await again.json()).toEqual(body);
  for (const node of [here, there])
    for (const token of [alice.token, body.token]) expect(await status(node, token)).toBe(200);
  // A poll there answers only when that node has read on: it has heard of the refresh then.
  await ask(there, alice, `?cursor=${await settled(here, alice)}`);

  shiftClock(60_000);
  for (const node of [here, there]) {
    expect(await status(node, alice.token)).toBe(401);
    expect(await status(node, body.token)).toBe(200);
  }
  await alice.post('/auth/token/destroy/', {}, { token: body.token });
  for (const node of [here, there])
    await until(async () => (await status(node, body.token)) === 401, { what: 'the family ended' });
});
