import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { anonymous, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

// What is rare, and guesses or costs, is counted by all nodes together.

let database: TestDatabase;
let here: TestServer;
let there: TestServer;

beforeEach(async () => {
  database = await createDatabase('postgres');
  const settings = { ...database.settings, RATE_LIMITS: 'on' };
  here = await startTestServer(settings);
  there = await startTestServer(settings);
});

afterEach(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await database.drop();
});

async function guess(node: TestServer, username: string, password = 'wrong horse'): Promise<number> {
  return (await anonymous(node).post('/auth/jwt/create/', { username, password })).status;
}

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.settings.DATABASE_URL });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('ten wrong passwords are ten, whichever nodes were asked', async () => {
  const { username, password } = await signUp(here, 'alice');
  // Right ones are given back, everywhere.
  for (let i = 0; i < 12; i += 1) expect(await guess(i % 2 ? here : there, username, password)).toBe(200);
  const guesses = [];
  for (let i = 0; i < 10; i += 1) guesses.push(await guess(i % 2 ? here : there, username));
  expect(guesses).toEqual(Array(10).fill(400));
  expect(await guess(here, username)).toBe(429);
  expect(await guess(there, username, password)).toBe(429);
  expect(await guess(there, 'bob')).toBe(400);
});

test('the table names nobody and no place', async () => {
  await guess(here, 'alice-in-the-table');
  const rows = await query<{ key: string; expire: number }>('select * from rate_limits');
  // One for the address, one for the pair of it with the name.
  expect(rows).toHaveLength(2);
  for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
});

test('while the table can’t be asked, each node counts for itself', async () => {
  const { username } = await signUp(here, 'alice');
  await query('alter table rate_limits rename to lost');
  for (let i = 0; i < 10; i += 1) expect(await guess(here, username)).toBe(400);
  expect(await guess(here, username)).toBe(429);
  expect(await guess(there, username)).toBe(400);
  await query('alter table lost rename to rate_limits');
});

test('polls, reads and sends ask nobody else', async () => {
  const alice = await signUp(here, 'alice');
  const before = await query('select * from rate_limits order by key');
  const { uri } = (await alice.post<{ uri: string }>('/api/chats/', {})).body;
  await alice.post(`/api/chats/${uri}/messages/`, { message: 'hello' });
  await alice.get(`/api/chats/${uri}/messages/`);
  await alice.get('/api/events/');
  expect(await query('select * from rate_limits order by key')).toEqual(before);
});
