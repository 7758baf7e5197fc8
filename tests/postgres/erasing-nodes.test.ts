import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eraseEndedChats } from '../../api/chats/ending/erase-chats.ts';
import { insertCrowd, insertMembers, insertTalk } from '../support/crowd.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { openEventNode } from '../support/event-node.ts';
import { connectTo } from '../support/raw-database.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

// A large chat that has ended is erased by one node at a time: by the next when that is gone, and its people are told once.

/** More than go in one piece. */
const many = 1200;
const leaseMs = 15_000;

describe('a large chat that has ended', () => {
  let database: TestDatabase;
  let db: Knex;
  let opened: (() => Promise<unknown>)[];
  let crowd: number[];
  let chatId: number;
  /** Milliseconds that both nodes' clocks are ahead. */
  let aheadMs: number;

  beforeEach(async () => {
    aheadMs = 0;
    database = await createDatabase('postgres');
    opened = [database.drop];
    db = connectTo(database);
    opened.push(() => db.destroy());
    await db.transaction(async (trx) => {
      crowd = (await insertCrowd(trx, many)).map(Number);
      const [made] = await trx('chats')
        .insert({ uri: 'stadium', name: '', kind: 'session', join_policy: 'link', created_at: 0 })
        .returning('id');
      chatId = made.id;
      await insertMembers(trx, chatId, crowd);
      const [authorId = 0, toId = 0] = crowd;
      await insertTalk(trx, { chatId, authorId, toId, count: many });
      await trx('former_uris').insert({ chat_id: chatId, uri: 'stadium' });
      await trx('chats')
        .where({ id: chatId })
        .update({ erase_at: 0, uri: `.${chatId}` });
    });
  }, 60_000);

  afterEach(async () => {
    for (const close of opened.reverse()) await close();
  });

  /** A node that erases piece by piece when it is told to. */
  async function startEraser(settings = database.settings) {
    const node = await openEventNode({ ...database, settings });
    opened.push(node.close);
    const clock = { now: () => Date.now() + aheadMs, monotonic: () => performance.now() };
    let pieces = 0;
    const erase = (most = Number.POSITIVE_INFINITY) => {
      pieces = 0;
      return eraseEndedChats({ ...node, clock }, async (piece) => {
        while (pieces < most && (await piece())) pieces += 1;
      });
    };
    return { node, erase, pieces: () => pieces };
  }

  const told = async () => {
    const rows = await db('events').where({ type: 'chat.deleted', chat_uri: 'stadium' }).pluck('user_id');
    return rows.map(Number).sort((a, b) => a - b);
  };
  /** What those wait for who have a transaction open. */
  const unfinished = async () => {
    const { rows } = await db.raw(
      "select query from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
    );
    return rows.map(({ query }: { query: string }) => query);
  };
  const isLeft = async () => (await db('chats').where({ id: chatId })).length > 0;

  test('is erased by one of two nodes that come at once, and each of its people is told once', async () => {
    const [one, other] = await Promise.all([startEraser(), startEraser()]);
    await Promise.all([one.erase(), other.erase()]);
    expect(await told()).toEqual(crowd);
    expect(await isLeft()).toBe(false);
    expect(one.pieces() + other.pieces()).toBeGreaterThan(6);
    // Whoever came second has found it taken.
    expect(Math.min(one.pieces(), other.pieces())).toBeLessThanOrEqual(1);
  });

  test('waits for a node that has begun with it, and goes on with another when that is gone', async () => {
    const [one, other] = await Promise.all([startEraser(), startEraser()]);
    await one.erase(2);
    const begun = (await told()).length;
    expect(begun).toBeGreaterThan(0);
    await other.erase();
    expect(await told()).toHaveLength(begun);
    aheadMs = leaseMs;
    await other.erase();
    expect(await told()).toEqual(crowd);
    expect(await isLeft()).toBe(false);
  });

  test('loses nothing of a piece in the middle of which a node dies', async () => {
    const line = await startTcpProxy(database.settings.DATABASE_URL ?? '');
    opened.push(line.close);
    const one = await startEraser({ ...database.settings, DATABASE_URL: line.url });
    // In its transaction some members are gone then, and nobody has been told yet.
    line.swallow('chat.deleted');
    const dying: Promise<unknown> = one.erase(1).catch((error: Error) => error);
    await until(unfinished, {
      what: 'the node is in the middle of a piece',
      is: (queries) => queries.some((query: string) => query.startsWith('delete from "members"')),
    });
    await line.cut();
    expect(await dying).toBeInstanceOf(Error);
    expect(await told()).toEqual([]);
    const other = await startEraser();
    aheadMs = leaseMs;
    await other.erase();
    expect(await told()).toEqual(crowd);
    expect(await isLeft()).toBe(false);
  });
});
