import { afterEach, beforeEach } from 'vitest';
import type { Bus } from '../../api/bus/index.ts';
import { LocalBus } from '../../api/bus/local.ts';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import type { NewEvent } from '../../api/log/event.ts';
import { Log } from '../../api/log/log.ts';
import { noReferences, type References } from '../../api/log/references.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { movableClock } from './movable-clock.ts';

/** As much of a node as the log needs: no HTTP, no features. */
export interface EventNode {
  db: Database;
  log: Log;
  /** The ids of all events that came out of the log, in the order in which they came. */
  heard: number[];
  close(): Promise<void>;
}

/** The secret that these nodes share, unless a test says otherwise. */
export const nodesSecret = 'a secret that all nodes of a test share';

/** On a migrated database. Without a bus it hears of others only when it catches up; by default of things that are never taken back. */
export async function openEventNode(
  { settings }: TestDatabase,
  bus: Bus = new LocalBus().join(),
  { references = noReferences, secret = nodesSecret }: { references?: References; secret?: string } = {},
): Promise<EventNode> {
  const db = openDatabase({ databaseUrl: settings.DATABASE_URL ?? null, dataDir: settings.DATA_DIR ?? '' });
  await db.migrate();
  const log = await Log.open({ db, clock: movableClock(), bus, references, secret });
  const heard: number[] = [];
  log.onEvents((events) => heard.push(...events.map((event) => event.id)));
  return {
    db,
    log,
    heard,
    async close() {
      await bus.close();
      await db.close();
    },
  };
}

/** For each test of a file: an empty PostgreSQL of its own, and as many nodes on it as the test opens. */
export function eventNodes() {
  let database: TestDatabase;
  const opened: EventNode[] = [];
  beforeEach(async () => {
    database = await createDatabase('postgres');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((node) => node.close()));
    await database.drop();
  });
  return {
    get database() {
      return database;
    },
    async open(...given: [bus: Bus, more?: Parameters<typeof openEventNode>[2]]): Promise<EventNode> {
      const node = await openEventNode(database, ...given);
      opened.push(node);
      return node;
    },
  };
}

/** Users and chats with the ids 1, 2, 3 ... and just the columns that must be filled. */
export async function insertUsersAndChats({ db }: EventNode, users: number, chats: number): Promise<void> {
  const ids = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  await db.transaction(async (trx) => {
    for (const id of ids(users))
      await trx('users').insert({ id, username: `u${id}`, display_name: `u${id}`, avatar: 1, created_at: 0 });
    for (const id of ids(chats))
      await trx('chats').insert({
        id,
        uri: `chat-${id}`,
        kind: 'session',
        join_policy: 'link',
        created_at: 0,
      });
  });
}

/** An event for user 1 alone. */
export function note(name: string): NewEvent {
  return { type: 'user.updated', scope: { userId: 1 }, chatUri: null, data: { name } };
}
