import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { shiftClock } from '../support/shifted-clock.ts';
import { until } from '../support/until.ts';

// What is taken back on one node is soon gone from the memory of the others, and from then on for good.

let database: TestDatabase;
let here: TestServer;
let there: TestServer;

beforeAll(async () => {
  database = await createDatabase('postgres');
  here = await startTestServer(database.settings);
  there = await startTestServer(database.settings);
});

afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await database.drop();
});

interface Page {
  cursor: string;
  events: { type: string; data: unknown }[];
}

async function read(node: TestServer, { token }: Person, path: string): Promise<Page> {
  const reply = await fetch(node.url + path, { headers: { Authorization: `JWT ${token}` } });
  expect(reply.status).toBe(200);
  return (await reply.json()) as Page;
}

test('a message deleted, one edited and an account ended here are not told of there', async () => {
  const [alice, bob] = [await signUp(here, 'alice'), await signUp(here, 'bob')];
  const dora = await signUp(here, 'dora', { display_name: 'Dora the First' });
  const { uri } = (await alice.post<{ uri: string }>('/api/chats/', {})).body;
  const path = `/api/chats/${uri}/`;
  const { cursor } = await read(there, bob, '/api/events/');
  for (const person of [bob, dora]) expect((await person.patch(path, {})).status).toBe(200);
  const say = async (message: string) =>
    (await alice.post<{ id: number }>(`${path}messages/`, { message })).body.id;
  const [secret, slip] = [await say('the safe is open'), await say('a slip of the tongue')];
  await say('this one stays');

  const feeds = ['/api/events/', `${path}events/`].flatMap((url) =>
    ['&limit=2', '&limit=200', '&limit=200&wait=1'].map((more) => `${url}?cursor=${cursor}${more}`),
  );
  const told = async () => JSON.stringify(await Promise.all(feeds.map((url) => read(there, bob, url))));
  await until(told, {
    what: 'all of it is told there',
    is: (seen) => ['safe', 'slip', 'Dora the First', 'stays'].every((word) => seen.includes(word)),
  });

  expect((await alice.delete(`${path}messages/${secret}/`)).status).toBe(204);
  expect((await alice.patch(`${path}messages/${slip}/`, { message: 'well put' })).status).toBe(200);
  expect((await dora.delete('/auth/me/', { current_password: dora.password })).status).toBe(204);
  const isClean = (seen: string) => !/safe|slip|Dora|"dora"/.test(seen);
  await until(told, { what: 'nothing of it is told there', is: isClean });
  for (let i = 0; i < 5; i += 1) {
    const seen = await told();
    expect(isClean(seen), seen).toBe(true);
    expect(seen).toContain('this one stays');
    expect(seen).toContain('well put');
  }
});

test('what disappears is gone on both at its time, and told once by whichever erases it', async () => {
  const [alice, bob] = [await signUp(here, 'alice-then'), await signUp(here, 'bob-then')];
  const { uri } = (await alice.post<{ uri: string }>('/api/chats/', {})).body;
  const path = `/api/chats/${uri}/`;
  expect((await bob.patch(path, {})).status).toBe(200);
  expect((await alice.patch(path, { disappear_after: 3600 })).status).toBe(200);
  const { cursor } = await read(there, bob, '/api/events/');
  const { id } = (await alice.post<{ id: number }>(`${path}messages/`, { message: 'the safe is open' })).body;
  const urls = [`${path}events/?cursor=${cursor}`, `${path}messages/`, path, '/api/chats/'];
  const told = async () =>
    JSON.stringify(
      await Promise.all([here, there].flatMap((node) => urls.map((url) => read(node, bob, url)))),
    );
  await until(told, {
    what: 'both tell of it',
    is: (seen) => (seen.match(/safe/g) ?? []).length === 2 * urls.length,
  });
  shiftClock(3600 * 1000);
  expect(await told()).not.toContain('safe');
  const deletions = async (node: TestServer) =>
    (await read(node, bob, `${path}events/?cursor=${cursor}`)).events.filter(
      ({ type }) => type === 'message.deleted',
    );
  for (const node of [here, there]) {
    const events = await until(() => deletions(node), {
      what: 'it is taken back',
      is: ({ length }) => length > 0,
    });
    expect(events).toMatchObject([{ data: { id, deleted: true } }]);
  }
  expect(await told()).not.toContain('safe');
});
