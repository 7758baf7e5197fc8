import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startProblem } from '../../api/start-problem.ts';
import { startNats } from '../support/bus-servers.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { fetchMs } from '../support/debian-package.ts';
import { signUp } from '../support/person.ts';
import { bringTimeouts, startPooler } from '../support/pooler.ts';
import type { ProgramServer } from '../support/program-server.ts';
import { findProgram } from '../support/programs.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

// A PgBouncer between the nodes and the database: what works, and what is said at the start where something would be lost.

let database: TestDatabase;
const opened: { stop(): Promise<unknown> }[] = [];

beforeAll(async () => {
  await findProgram('pgbouncer');
  await findProgram('nats-server');
}, fetchMs);

beforeEach(async () => {
  database = await createDatabase('postgres');
});

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.stop();
  await database.drop();
});

async function open<T extends { stop(): Promise<unknown> }>(starting: Promise<T>): Promise<T> {
  const each = await starting;
  opened.push(each);
  return each;
}

const direct = () => database.settings.DATABASE_URL ?? '';

function startNode(pooler: ProgramServer, settings: Record<string, string> = {}): Promise<TestServer> {
  return open(startTestServer({ ...database.settings, DATABASE_URL: pooler.url, ...settings }));
}

async function refusal(pooler: ProgramServer, settings: Record<string, string> = {}): Promise<string> {
  return startNode(pooler, settings).then(
    () => 'It started.',
    (error: unknown) => startProblem(error, '8000'),
  );
}

test('one that nobody has set up for us is named, and what it needs', async () => {
  await bringTimeouts(direct());
  const pooler = await open(startPooler(direct(), { mode: 'transaction', connections: 4, isBare: true }));
  expect(await refusal(pooler)).toMatch(/pooler .*ignore_startup_parameters/);
});

test('timeouts that nobody brings are asked for', async () => {
  const pooler = await open(startPooler(direct(), { mode: 'session', connections: 20 }));
  expect(await refusal(pooler)).toMatch(/lock_timeout, statement_timeout .*README\.md/);
});

test('in transaction mode LISTEN is lost: without BUS_URL the start says so', async () => {
  await bringTimeouts(direct());
  const pooler = await open(startPooler(direct(), { mode: 'transaction', connections: 4 }));
  expect(await refusal(pooler)).toMatch(/loses LISTEN: set BUS_URL/);
});

test('in session mode nothing else is needed', async () => {
  await bringTimeouts(direct());
  const pooler = await open(startPooler(direct(), { mode: 'session', connections: 20 }));
  const node = await startNode(pooler);
  expect((await signUp(node, 'alice')).user.username).toBe('alice');
});

test('in transaction mode with BUS_URL two nodes write and read at once, each message once', async () => {
  await bringTimeouts(direct());
  const pooler = await open(startPooler(direct(), { mode: 'transaction', connections: 3 }));
  const { url } = await open(startNats());
  const settings = { BUS_URL: url, SECRET_KEY: 'a secret that the two nodes share' };
  const [here, there] = await Promise.all([startNode(pooler, settings), startNode(pooler, settings)]);
  const [alice, bob] = await Promise.all([signUp(here, 'alice'), signUp(there, 'bob')]);
  const { uri } = (await alice.post<{ uri: string }>('/api/chats/', {})).body;
  await bob.patch(`/api/chats/${uri}/`, {});
  const messages = `/api/chats/${uri}/messages/`;
  const said = Array.from({ length: 200 }, (_, i) => `message ${i}`);
  const replies = await Promise.all(
    said.flatMap((message, i) => {
      const person = i % 2 === 0 ? alice : bob;
      const sent = person.post(messages, { message, client_id: `k${i}` });
      return i % 4 === 0 ? [sent, person.get(`/api/chats/${uri}/members/`)] : [sent];
    }),
  );
  expect(replies.filter(({ status }) => status !== 201 && status !== 200).map(({ text }) => text)).toEqual(
    [],
  );
  const page = await bob.get<{ messages: { message: string }[] }>(`${messages}?limit=200`);
  expect(page.body.messages.map(({ message }) => message).sort()).toEqual(said.sort());
}, 60_000);
