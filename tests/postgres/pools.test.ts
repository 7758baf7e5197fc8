import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeHead } from '../../api/log/head.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, note, openEventNode } from '../support/event-node.ts';
import { until } from '../support/until.ts';

// Reads and writes have connections of their own: neither waits for one that the other holds.

let database: TestDatabase;
let node: EventNode;
/** Holds the head. */
let other: pg.Client;
/** Looks on: within a transaction one sees the sessions as they were at its first look. */
let watcher: pg.Client;

beforeEach(async () => {
  database = await createDatabase('postgres');
  node = await openEventNode(database);
  await insertUsersAndChats(node, 1, 0);
  other = await connect();
  watcher = await connect();
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.settings.DATABASE_URL ?? '' });
  await client.connect();
  return client;
}

afterEach(async () => {
  await other.end();
  await watcher.end();
  await node.close();
  await database.drop();
});

const backends = async (state: string) => {
  const { rows } = await watcher.query(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and ${state}`,
  );
  return rows[0].n;
};

/** More than there are connections of any kind. */
const many = 20;

test('who waits for the head of the log, however many, holds no connection that a read needs', async () => {
  await other.query('begin');
  await other.query('select head from log_head for update');
  const writes = [
    node.log.write((_trx, append) => append([note('behind')])),
    ...Array.from({ length: many }, () => node.db.transaction(takeHead)),
  ];
  const ended = Promise.allSettled(writes);
  await until(() => backends("wait_event_type = 'Lock'"), {
    what: 'all connections that write wait for the head',
    is: (n) => n === 3,
  });
  const reads = Array.from({ length: many }, () => node.db.read('users').count({ n: '*' }));
  expect(await Promise.all(reads)).toEqual(Array(many).fill([{ n: 1 }]));
  expect(await backends("wait_event_type = 'Lock'")).toBe(3);
  await other.query('commit');
  for (const { status } of await ended) expect(status).toBe('fulfilled');
});

test('who reads, however many, holds no connection that a write needs', async () => {
  const reads = Array.from({ length: many }, () => node.db.read.raw('select pg_sleep(0.5)'));
  const reading = Promise.all(reads);
  await until(() => backends("query like 'select pg_sleep%' and state = 'active'"), {
    what: 'all connections that read are in use',
    is: (n) => n === 6,
  });
  let isReading = true;
  void reading.finally(() => {
    isReading = false;
  });
  await node.log.write((_trx, append) => append([note('meanwhile')]));
  expect(isReading).toBe(true);
  await reading;
});
