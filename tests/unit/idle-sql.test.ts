import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, signUp } from '../support/person.ts';
import { dataUrl, picture } from '../support/pictures.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { watchSql } from '../support/watched-sql.ts';

// DESIGN's "idle is free": a poll with no news, held or not, costs no SQL. Counted at the driver, below all of ours.

let server: TestServer;
let alice: Person;
let chat: string;
let seen: string[];
let stopWatching = () => {};

beforeAll(async () => {
  // With their price, which is asked of memory alone.
  server = await startTestServer({ RATE_LIMITS: 'on' });
  alice = await signUp(server, 'alice');
  chat = `/api/chats/${(await alice.post<{ uri: string }>('/api/chats/', {})).body.uri}/`;
  await alice.post(`${chat}messages/`, { message: 'hello' });
  ({ seen, stop: stopWatching } = watchSql());
  // What was written above is looked at once more, by the sweep of a process that may not be the only one; then all is quiet.
  const isSweep = (sql: string) => /from `events` where `id` > \?/.test(sql);
  await until(() => seen.some(isSweep), { what: 'the log was swept', deadlineMs: 5000 });
});

afterAll(async () => {
  stopWatching();
  await server?.stop();
});

async function statementsOf(poll: () => Promise<unknown>): Promise<number> {
  // The first of its kind may have to learn who asks and what the newest event is.
  await poll();
  seen.length = 0;
  for (let i = 0; i < 20; i += 1) await poll();
  return seen.length;
}

test('a statement is noticed', async () => {
  expect(await statementsOf(() => alice.get('/api/chats/'))).toBeGreaterThan(0);
});

for (const path of ['/api/events/', 'events/']) {
  const url = () => (path.startsWith('/') ? path : chat + path);

  test(`an interval poll of ${path} without news costs no SQL, by the short way and by the long`, async () => {
    const { cursor } = (await alice.get<{ cursor: string }>(url())).body;
    expect(await statementsOf(() => alice.get(`${url()}?cursor=${cursor}`))).toBe(0);
    const longWay = { headers: { Prefer: 'handling=lenient' } };
    expect(await statementsOf(() => alice.get(`${url()}?cursor=${cursor}`, longWay))).toBe(0);
  });

  test(`a held poll of ${path} that finds nothing costs no SQL`, async () => {
    const { cursor } = (await alice.get<{ cursor: string }>(url())).body;
    await alice.get(`${url()}?cursor=${cursor}`);
    seen.length = 0;
    const reply = await alice.get<{ events: unknown[] }>(`${url()}?cursor=${cursor}&wait=1`);
    expect(reply.body.events).toEqual([]);
    expect(seen).toEqual([]);
  });
}

// Before those that write: what is written is looked at once more within a second, whatever is polled meanwhile.
test('history that has not changed is a 304 without SQL', async () => {
  const etag = (await alice.get(`${chat}messages/`)).headers.get('etag') ?? '';
  const poll = () => alice.get(`${chat}messages/`, { headers: { 'If-None-Match': etag } });
  expect((await poll()).status).toBe(304);
  expect(await statementsOf(poll)).toBe(0);
});

test('a token that has ended is looked up once, wherever it is shown after that', async () => {
  const gone = await signUp(server, 'gone');
  await gone.post('/auth/token/destroy/', {});
  // A path that nobody knows has no price, and would be asked for all the same.
  for (const path of ['/api/no-such-thing/', '/auth/me/', '/']) {
    await statementsOf(() => gone.get(path));
    // Not the sweep of the log, which may come at any time.
    expect(seen.filter((sql) => /`users`|`token_families`/.test(sql))).toEqual([]);
  }
});

test('a mood is summed up once for all who ask, however many at once, until something is said', async () => {
  const sums = () => seen.filter((sql) => sql.includes('avg(')).length;
  const bob = await signUp(server, 'bob');
  await bob.patch(chat, {});
  const ask = async (reader: Person) => (await reader.get(`${chat}mood/`)).text;
  seen.length = 0;
  const moods = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(i % 2 ? alice : bob)));
  expect(new Set(moods).size).toBe(1);
  expect(sums()).toBe(2);
  // Who was whispered to sees something else than the others, from the next look on.
  await bob.post(`${chat}messages/`, { message: 'I love this!', to: 'alice' });
  const carol = await signUp(server, 'carol');
  await carol.patch(chat, {});
  const [own, others] = [await ask(alice), await ask(carol)];
  expect(JSON.parse(own).count).toBe(JSON.parse(others).count + 1);
  expect([await ask(bob), await ask(carol)]).toEqual([own, others]);
});

test('a message without an image asks nothing of the images', async () => {
  const aboutImages = async (body: object) => {
    seen.length = 0;
    expect((await alice.post(`${chat}messages/`, body)).status).toBe(201);
    return seen.filter((sql) => sql.includes('images'));
  };
  expect(await aboutImages({ message: 'words', client_id: 'one' })).toEqual([]);
  expect(await aboutImages({ image: dataUrl(await picture('png')), client_id: 'two' })).toHaveLength(1);
});
