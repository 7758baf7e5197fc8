import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askOverRows, insertOverRows } from '../../api/db/statement.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, note, openEventNode } from '../support/event-node.ts';
import { watchSql } from '../support/watched-sql.ts';

// Everything shares a commit, and nothing of it touches anything else.

let database: TestDatabase;
let node: EventNode;

beforeEach(async () => {
  database = await createDatabase('sqlite');
  node = await openEventNode(database);
  await insertUsersAndChats(node, 1, 0);
});

afterEach(async () => {
  await node.close();
  await database.drop();
});

/** Counts transactions, each of which is a commit or a rollback. */
function countCommits(): () => number {
  const transaction = node.db.transaction;
  let count = 0;
  Object.assign(node.db, {
    transaction: (work: Parameters<typeof transaction>[0]) => {
      count += 1;
      return transaction.call(node.db, work);
    },
  });
  return () => count;
}

const writeNote = (name: string) =>
  node.log.write(async (_trx, append) => (await append([note(name)]))[0]?.id);

const stored = async () =>
  (await node.db.read('events').orderBy('id')).map(({ id, data }) => [id, JSON.parse(data).name]);

test('what arrives while one commits shares the next commit, whatever it is', async () => {
  const commits = countCommits();
  const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(writeNote));
  expect(commits()).toBe(2);
  expect(ids).toEqual([1, 2, 3, 4, 5]);
  expect(node.heard).toEqual([1, 2, 3, 4, 5]);
});

test('one that is refused is as if it had never come: its rows are gone, its numbers are the next one’s, the others are done', async () => {
  const refused = new Error('not you');
  const first = writeNote('first');
  const results = Promise.allSettled([
    writeNote('before'),
    node.log.write(async (trx, append) => {
      await trx('meta').insert({ key: 'trace', value: 'of the refused' });
      await append([note('refused'), note('refused too')]);
      throw refused;
    }),
    writeNote('behind'),
  ]);
  await first;
  expect(await results).toEqual([
    { status: 'fulfilled', value: 2 },
    { status: 'rejected', reason: refused },
    { status: 'fulfilled', value: 3 },
  ]);
  expect(await stored()).toEqual([
    [1, 'first'],
    [2, 'before'],
    [3, 'behind'],
  ]);
  expect(node.heard).toEqual([1, 2, 3]);
  expect(await node.db.read('meta').where({ key: 'trace' })).toEqual([]);
});

test('one that breaks a rule of the database touches no other either', async () => {
  const first = writeNote('first');
  const broken = node.log.write((trx) => trx('users').insert({ id: 1 }));
  const behind = writeNote('behind');
  await expect(broken).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' });
  expect(await Promise.all([first, behind])).toEqual([1, 2]);
});

test('a disk that is full in the middle fails them all, and the next commit goes', async () => {
  const first = writeNote('first');
  const full = Object.assign(new Error(''), { code: 'SQLITE_FULL' });
  const results = Promise.allSettled([
    writeNote('before'),
    node.log.write(() => Promise.reject(full)),
    writeNote('behind'),
  ]);
  await first;
  expect(await results).toEqual(Array(3).fill({ status: 'rejected', reason: full }));
  expect(await writeNote('next')).toBe(2);
  expect(await stored()).toEqual([
    [1, 'first'],
    [2, 'next'],
  ]);
});

test('where SQLite has rolled back everything by itself, nobody is told that it was written', async () => {
  const first = writeNote('first');
  const results = Promise.allSettled([
    writeNote('before'),
    node.log.write(async (trx) => {
      await trx.raw('rollback');
      throw new Error('anything');
    }),
    writeNote('behind'),
  ]);
  await first;
  for (const { status } of await results) expect(status).toBe('rejected');
  expect(await writeNote('next')).toBe(2);
  expect(await stored()).toHaveLength(2);
});

describe('changes of one kind', () => {
  test('that wait for the same commit are handled at once, each with its own result', async () => {
    const batches: number[][] = [];
    const double = node.log.gather(async (_trx, append, items: readonly number[]) => {
      batches.push([...items]);
      await append(items.map((item) => note(`${item}`)));
      return items.map((item) => 2 * item);
    });
    const first = writeNote('first');
    const results = Promise.all([1, 2, 3].map(double));
    const other = writeNote('other');
    await first;
    expect(await results).toEqual([2, 4, 6]);
    await other;
    expect(batches).toEqual([[1, 2, 3]]);
    expect(await double(4)).toBe(8);
    expect(node.heard).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('share a commit with other kinds without a savepoint, and are shown what those before them did', async () => {
    const write = (name: string) =>
      node.log.gather(async (trx, append, items: readonly string[]) => {
        const count = (await trx('events')).length;
        await append(items.map((item) => note(`${name} ${item}`)));
        return items.map(() => count);
      });
    const [one, other] = [write('one'), write('other')];
    const first = writeNote('first');
    const watched = watchSql();
    const results = Promise.all([one('a'), one('b'), other('c')]);
    await first;
    expect(await results).toEqual([1, 1, 3]);
    watched.stop();
    expect(watched.seen.filter((sql) => /savepoint/i.test(sql))).toEqual([]);
    expect(node.heard).toEqual([1, 2, 3, 4]);
  });

  const writeEach = () =>
    node.log.gather(async (_trx, append, items: readonly string[], later) => {
      later(append(items.map(note)));
      return items;
    });

  /** An event of this name fails; and then, as SQLite does with some errors, takes all of the transaction with it. */
  const refuse = (name: string, how: 'abort' | 'rollback') =>
    node.db.transaction((trx) =>
      trx.raw(
        `create trigger refuse before insert on events when new.data like '%${name}%' begin select raise(${how}, 'no'); end`,
      ),
    );

  test('of which one fails are done once more, one by one, so that it touches no other', async () => {
    await refuse('broken', 'abort');
    const [one, broken, other] = [writeEach(), writeEach(), writeEach()];
    const first = writeNote('first');
    const results = Promise.allSettled([one('a'), broken('broken'), other('c')]);
    await first;
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await stored()).toEqual([
      [1, 'first'],
      [2, 'a'],
      [3, 'c'],
    ]);
    expect(node.heard).toEqual([1, 2, 3]);
  });

  test('write nothing behind one with which SQLite has rolled back everything, which is outside of any transaction', async () => {
    await refuse('broken', 'rollback');
    const [one, broken, other] = [writeEach(), writeEach(), writeEach()];
    const first = writeNote('first');
    const results = Promise.allSettled([one('a'), broken('broken'), other('c')]);
    await first;
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await stored()).toEqual([[1, 'first']]);
    expect(await writeNote('next')).toBe(2);
  });

  test('write nothing behind it by any other statement either', async () => {
    await refuse('broken', 'rollback');
    const insert = insertOverRows('add events', 'events', {
      id: 'bigint',
      type: 'text',
      chat_uri: 'text',
      data: 'text',
      created_at: 'bigint',
    });
    const writing = node.db.transaction(async (trx) => {
      await askOverRows(trx, insert, [[100, 'message.created', '', 'broken', 0]]).catch(() => {});
      await trx('meta').insert({ key: 'trace', value: 'of what was behind' });
    });
    await expect(writing).rejects.toThrow();
    expect(await node.db.read('meta').where({ key: 'trace' })).toEqual([]);
    expect(await writeNote('next')).toBe(1);
  });

  test('that fail together fail alone, and those that come later are not held to it', async () => {
    let isBroken = true;
    const send = node.log.gather(async (_trx, append, items: readonly number[]) => {
      await append([note('sent')]);
      if (isBroken) throw new Error('broken');
      return items;
    });
    const first = writeNote('first');
    const failing = Promise.allSettled([send(1), send(2)]);
    const behind = writeNote('behind');
    await first;
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await behind).toBe(2);
    isBroken = false;
    expect(await send(3)).toBe(3);
    expect(node.heard).toEqual([1, 2, 3]);
  });

  test('go in pieces where there are very many, and none is left behind', async () => {
    const sizes: number[] = [];
    const echo = node.log.gather(async (_trx, _append, items: readonly number[]) => {
      sizes.push(items.length);
      return items;
    });
    const all = Array.from({ length: 450 }, (_, i) => i);
    expect(await Promise.all(all.map(echo))).toEqual(all);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(450);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
  });
});
