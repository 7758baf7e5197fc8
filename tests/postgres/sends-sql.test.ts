import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSender } from '../../api/messages/sending/send-message.ts';
import { Turns } from '../../api/process/turns.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, note, openEventNode } from '../support/event-node.ts';
import { movableClock } from '../support/movable-clock.ts';
import { type WatchedSql, watchPostgres, watchSql } from '../support/watched-sql.ts';

// What a commit of sends costs, counted at the driver: as many statements for fifty as for one, and so many times to wait for an answer.

const people = 50;

let database: TestDatabase;
let node: EventNode;
let watched: WatchedSql;
let send: ReturnType<typeof createSender>;

async function start(kind: 'sqlite' | 'postgres'): Promise<void> {
  database = await createDatabase(kind);
  node = await openEventNode(database);
  await insertUsersAndChats(node, people, 2);
  await node.db.transaction(async (trx) => {
    // The first chat is a private one.
    await trx('chats').where({ id: 1 }).update({ kind: 'direct', direct_key: '1:2' });
    const members = Array.from({ length: people }, (_, i) => ({ chat_id: 2, user_id: i + 1 }));
    const all = [...members, { chat_id: 1, user_id: 1 }, { chat_id: 1, user_id: 2 }];
    await trx('members').insert(all.map((each) => ({ ...each, role: 'member', joined_at: 0 })));
  });
  send = createSender({ db: node.db, log: node.log, clock: movableClock() }, new Turns());
  watched = kind === 'sqlite' ? watchSql() : watchPostgres();
}

afterEach(async () => {
  watched.stop();
  await node.close();
  await database.drop();
});

/** All that may be in a message, but for images: to all, to one, in a private chat, with a key of its own, an answer. */
function say(count: number, round: string, originals: readonly number[] = []) {
  return Array.from({ length: count }, (_, i) =>
    send({
      chatId: i % 5 === 0 ? 1 : 2,
      authorId: i % 5 === 0 ? 1 : (i % people) + 1,
      replyToId: originals[i % 5 === 0 ? 0 : 2] ?? null,
      toId: i % 5 === 1 ? ((i + 1) % people) + 1 : null,
      text: `hello ${i}`,
      polarity: 0.5,
      clientKey: `${round} ${i}`,
      images: [],
    }),
  );
}

async function costOf(count: number, round: string, originals?: readonly number[]) {
  watched.seen.length = 0;
  watched.waits = 0;
  const sent = await Promise.all(say(count, round, originals));
  expect(new Set(sent.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
  const ids = sent.map((each) => ('json' in each ? Number(JSON.parse(each.json).id) : 0));
  return { ids, statements: [...watched.seen], waits: watched.waits };
}

/** One is alone in its commit; three that have nothing to do with each other share the next one, each in a savepoint of its own. */
async function costOfOthers() {
  watched.waits = 0;
  const first = node.log.write((_trx, append) => append([note('first')]));
  const others = ['a', 'b', 'c'].map((name) => node.log.write((_trx, append) => append([note(name)])));
  await Promise.all([first, ...others]);
  return watched.waits;
}

const shapeOf = (sql: string) => sql.replace(/= \d+/g, '= ?');

describe.for([
  { kind: 'sqlite', most: { statements: 6, waits: 6 }, others: 16 },
  { kind: 'postgres', most: { statements: 6, waits: 2 }, others: 8 },
] as const)('on $kind a commit', ({ kind, most, others }) => {
  beforeEach(() => start(kind));

  test('of sends is as many statements for fifty as for one, and waits as often', async () => {
    // Prepares them.
    const { ids } = await costOf(3, 'originals');
    await costOf(1, 'first', ids);
    const one = await costOf(1, 'one', ids);
    const fifty = await costOf(people, 'fifty', ids);
    expect(fifty.statements.map(shapeOf)).toEqual(one.statements.map(shapeOf));
    expect({ statements: one.statements.length, waits: one.waits }).toEqual(most);
    expect(fifty.waits).toBe(one.waits);
    expect(node.heard).toHaveLength(people + 5);
  });

  test('of other changes waits for what each of them does, and hardly for what is around them', async () => {
    await costOfOthers();
    // One less where the answers to SAVEPOINT and to what is sent behind it come in one piece.
    expect(await costOfOthers()).toBeLessThanOrEqual(others);
  });
});
