import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgresBus } from '../../api/bus/postgres.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

// PostgreSQL gone, silent, restarted, refusing: a 503 within ten seconds, and no restart of ours afterwards.

let database: TestDatabase;
let proxy: TcpProxy;
let server: TestServer;
let admin: pg.Client;
let alice: Person;
let messages: string;
let events: string;
let count = 0;

const maxAnswerMs = 12_000;

beforeAll(async () => {
  database = await createDatabase('postgres');
  const direct = database.settings.DATABASE_URL ?? '';
  proxy = await startTcpProxy(direct);
  server = await startTestServer({ ...database.settings, DATABASE_URL: proxy.url });
  admin = new pg.Client({ connectionString: direct });
  await admin.connect();
  alice = await signUp(server, 'alice');
  const { uri } = (await alice.post<{ uri: string }>('/api/chats/', {})).body;
  messages = `/api/chats/${uri}/messages/`;
  events = `/api/chats/${uri}/events/`;
});

afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await admin?.end();
  await database?.drop();
}, 40_000);

function newKey(): string {
  count += 1;
  return `key-${count}`;
}

async function send(key = newKey()) {
  const startedAt = performance.now();
  const reply = await alice.post<{ id: number }>(messages, { message: `hello ${key}`, client_id: key });
  return { ...reply, key, ms: performance.now() - startedAt };
}

const isReady = async () => (await fetch(`${server.url}/readyz/`)).status === 200;

async function recover(): Promise<void> {
  await until(isReady, { what: 'the server is ready again', deadlineMs: 30_000 });
}

async function hold() {
  const { cursor } = (await alice.get<{ cursor: string }>(events)).body;
  let isOpen = true;
  const reply = alice
    .get<{ events: { type: string; data: { id: number } }[] }>(`${events}?cursor=${cursor}&wait=55`)
    .finally(() => {
      isOpen = false;
    });
  return { reply, isOpen: () => isOpen };
}

function refuses(reply: { status: number; headers: Headers; text: string; ms: number }): void {
  expect(reply.status, reply.text).toBe(503);
  expect(reply.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(reply.ms).toBeLessThan(maxAnswerMs);
}

/** What a fault leaves behind: the failed send comes again and is there once, and the held poll hears of it. */
async function goesOn(key: string, held: Awaited<ReturnType<typeof hold>>): Promise<void> {
  expect(held.isOpen()).toBe(true);
  const again = await send(key);
  expect([200, 201], again.text).toContain(again.status);
  expect((await send(key)).body.id).toBe(again.body.id);
  const heard = (await held.reply).body.events;
  expect(heard.map(({ data }) => data.id)).toEqual([again.body.id]);
  const { rows } = await admin.query('select count(*)::int as n from messages where client_key = $1', [key]);
  expect(rows[0].n).toBe(1);
}

test('gone and back: 503, not ready but alive, held polls stay, and nothing is lost', async () => {
  const held = await hold();
  await proxy.cut();
  const failed = await send();
  refuses(failed);
  expect(await isReady()).toBe(false);
  expect((await anonymous(server).get('/healthz/')).status).toBe(200);
  await proxy.mend();
  await recover();
  await goesOn(failed.key, held);
}, 60_000);

test('silent, as when packets are dropped: noticed in time, and not waited for again', async () => {
  const held = await hold();
  proxy.goSilent();
  const failed = await Promise.all([send(), send()]);
  for (const each of failed) refuses(each);
  refuses(await send());
  expect(await isReady()).toBe(false);
  await proxy.mend();
  await recover();
  await goesOn(failed[0].key, held);
}, 90_000);

test('lost while it commits: the sender gets a 503, and the message is there once', async () => {
  const held = await hold();
  proxy.loseAnswerTo('COMMIT');
  const failed = await send();
  proxy.loseAnswerTo(null);
  refuses(failed);
  await recover();
  // It did happen: the held poll hears of it from the log, though nobody here was told.
  const heard = (await held.reply).body.events;
  const again = await send(failed.key);
  expect(again.status).toBe(200);
  expect(heard.map(({ data }) => data.id)).toEqual([again.body.id]);
}, 60_000);

test('restarted: every connection is ended, and the next request has a new one', async () => {
  const held = await hold();
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await recover();
  await goesOn(newKey(), held);
}, 60_000);

test('read-only: reads go on, writes are 503, and it ends by itself', async () => {
  const held = await hold();
  const name = new URL(proxy.url).pathname.slice(1);
  const others = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  await admin.query(`alter database ${name} set default_transaction_read_only = on`);
  await admin.query(others);
  const failed = await until(send, { what: 'a send is refused', is: ({ status }) => status === 503 });
  expect(await isReady()).toBe(false);
  expect((await alice.get(messages)).status).toBe(200);
  // Connections that were made meanwhile keep the setting: none of them may be used on.
  await admin.query(`set default_transaction_read_only = off`);
  await admin.query(`alter database ${name} reset default_transaction_read_only`);
  await recover();
  await goesOn(failed.key, held);
}, 60_000);

// The embedded server's disk can't be filled and its locks don't jam on demand, so a trigger raises what it would say then.
test.for([
  ['53100', 'disk full'],
  ['53200', 'out of memory'],
  ['53300', 'too many connections'],
  ['58030', 'I/O error'],
  ['XX001', 'damaged data'],
  ['25006', 'read-only'],
  ['55P03', 'a lock that did not come'],
  ['57014', 'a statement that took too long'],
  ['40001', 'serialisation'],
])('%s, %s, is a 503 and leaves nothing behind', async ([code = '']) => {
  await admin.query(`
    create function fail() returns trigger language plpgsql as
      $$ begin raise exception 'canary' using errcode = '${code}'; end $$;
    create trigger fail before insert on messages execute function fail();`);
  const failed = await send();
  await admin.query('drop trigger fail on messages; drop function fail');
  refuses(failed);
  expect(failed.text).not.toContain('canary');
  expect((await send(failed.key)).status).toBe(201);
});

test('a LISTEN that fails again and again leaves no connection behind', async () => {
  const direct = database.settings.DATABASE_URL ?? '';
  const backends = async () => {
    const asked = `select count(*)::int as n from pg_stat_activity where query ilike 'listen leak%' or application_name = 'leak'`;
    return (await admin.query(asked)).rows[0].n;
  };
  const url = `${direct}&application_name=leak`;
  for (let i = 0; i < 5; i += 1) await expect(openPostgresBus(url, 'leak no name')).rejects.toThrow();
  await until(backends, { what: 'their connections are closed', is: (n) => n === 0 });
  const bus = await openPostgresBus(url, 'leak');
  expect(await backends()).toBe(1);
  await bus.close();
  await until(backends, { what: 'it is closed', is: (n) => n === 0 });
});
