import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toNumber, toPlace } from '../../api/log/place-number.ts';
import { dropUpTo, findOldEnd } from '../../api/log/prune.ts';
import { readStored } from '../../api/log/read.ts';
import { readCommonHead, readVisibleHead } from '../../api/log/visible/queries.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, openEventNode } from '../support/event-node.ts';
import { explain, type Statement, statementsOf } from '../support/plans.ts';

// One request costs the same however long the log has grown: no statement goes through the whole of it, on either database.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
const length = 200_000;
/** Says nothing, is in no chat, and forges a cursor. */
const guest = 1;
/** In chat 1, where only every thousandth event happens. */
const bob = 2;
/** In all other chats. */
const alice = 3;
const chats = 40;

/** A question is worth so many rows (log/read.ts), and steps into the indexes beside. */
const maxRows = 12_000;

describe.for(kinds)('with a log of 200,000 events on %s', (kind) => {
  let database: TestDatabase;
  let node: EventNode;

  beforeAll(async () => {
    database = await createDatabase(kind);
    const before = await openEventNode(database);
    await insertUsersAndChats(before, 3, chats);
    await fill(before);
    await before.close();
    // A node that starts now has nothing of it in memory.
    node = await openEventNode(database);
  }, 60_000);

  afterAll(async () => {
    await node.close();
    await database.drop();
  });

  async function costOf(work: () => Promise<unknown>): Promise<{ rows: number; statements: Statement[] }> {
    const statements = await statementsOf(node.db, work);
    let rows = 0;
    for (const statement of statements) {
      const plan = await explain(node.db, statement);
      expect(plan.fullScans, `${statement.sql}\n${plan.text}`).toEqual([]);
      rows += plan.rows;
    }
    return { rows, statements };
  }

  const ask = (userId: number, position: number, chat: { id: number; uri: string } | null = null) =>
    readStored(node.db, node.log, {
      reader: { userId, isMember: () => false, chatIds: () => [] },
      chat,
      position: toPlace(position),
      limit: 200,
    });

  test('a guest in no chat with a cursor of the far past is answered at once, and moves to the end', async () => {
    const answer = await ask(guest, 0);
    expect(answer).toEqual({ events: [], position: toPlace(length), hasMore: false });
    const { rows, statements } = await costOf(() => ask(guest, 0));
    expect(rows).toBeLessThan(100);
    expect(statements.length).toBeLessThan(5);
    // SQLite does not count, but says how far it narrows down: to the chat and to the place in it.
    const [first] = statements;
    const { text } = await explain(node.db, first ?? { sql: '', bindings: [] });
    if (kind === 'sqlite') expect(text.match(/SEARCH events .*\bid>\? AND id<\?/g)).toHaveLength(3);
  });

  test('a member of a quiet chat skips what others say, and misses nothing', async () => {
    const { events, position, hasMore } = await ask(bob, 0);
    expect(hasMore).toBe(true);
    expect(events.length).toBeGreaterThan(30);
    expect(events.map((event) => event.id)).toEqual(events.map((_, i) => (i + 1) * 1000));
    expect(toNumber(position)).toBeLessThan(length);
    const { rows } = await costOf(() => ask(bob, 0));
    expect(rows).toBeLessThan(maxRows);
    const all: number[] = [];
    let polls = 0;
    for (let place = { after: 0, hasMore: true }; place.hasMore; polls += 1) {
      const page = await ask(bob, place.after);
      all.push(...page.events.map((event) => event.id));
      const after = toNumber(page.position);
      expect(after).toBeGreaterThan(place.after);
      place = { after, hasMore: page.hasMore };
    }
    expect(all).toEqual(Array.from({ length: length / 1000 }, (_, i) => (i + 1) * 1000));
    expect(polls).toBeLessThan(8);
  });

  test('a member of all the others gets a full page from a few rows', async () => {
    const { events, hasMore } = await ask(alice, 0);
    expect([events.length, hasMore]).toEqual([200, true]);
    const { rows } = await costOf(() => ask(alice, 0));
    expect(rows).toBeLessThan(3000);
  });

  test('one chat asked by its own URL is no dearer, also by who may see nothing there', async () => {
    for (const userId of [guest, bob, alice]) {
      for (const chat of [1, 2]) {
        const { rows } = await costOf(() => ask(userId, 0, { id: chat, uri: `chat-${chat}` }));
        expect(rows).toBeLessThan(2 * maxRows);
      }
    }
  });

  test('whispers of others by the thousand make a poll say that there is more, and the chat’s version a bounded question', async () => {
    // Bob joins chat 2, where alice and the guest have whispered ever since.
    await node.db.transaction((trx) =>
      trx('members').insert({ chat_id: 2, user_id: bob, role: 'member', joined_at: 0 }),
    );
    const { rows } = await costOf(() => ask(bob, 0));
    expect(rows).toBeLessThan(2 * maxRows);
    const head = await costOf(() => readVisibleHead(node.db, 2, bob));
    expect(head.rows).toBeLessThan(5000);
    // Everything in chat 2 is newer than what bob could see of it, and the version says so whatever it is.
    expect(await readVisibleHead(node.db, 2, bob)).toBeGreaterThan(0);
    expect(await readVisibleHead(node.db, 2, alice)).toBe(199_992);
    // What is new there is for a few, so there is no answer for all; in chat 1 there is.
    for (const [chatId, isCommon] of [[2, false] as const, [1, true] as const]) {
      const common = await costOf(() => readCommonHead(node.db, chatId));
      expect(common.rows).toBeLessThan(5);
      expect((await readCommonHead(node.db, chatId)) !== null).toBe(isCommon);
    }
    await node.db.transaction((trx) => trx('members').where({ chat_id: 2, user_id: bob }).delete());
  });

  test('pruning finds what is old from the front, and stops at the first young event', async () => {
    // Ids up to 1200 are old, then a young one, then old ones again: a clock was set.
    await node.db.transaction(async (trx) => {
      await trx('events').where('id', '<=', 2000).update({ created_at: 5 });
      await trx('events').where('id', 1201).update({ created_at: 1000 });
    });
    const find = () => findOldEnd(node.db.read, 100, 500);
    expect(await find()).toBe(500);
    const { rows } = await costOf(find);
    expect(rows).toBeLessThan(1000);
    const drop = await costOf(() => node.db.transaction((trx) => dropUpTo(trx, 500)));
    expect(drop.statements.length).toBeLessThan(6);
    await node.db.transaction((trx) => dropUpTo(trx, 1200));
    expect(await find()).toBe(null);
  });
});

/** Rows written by the database itself; one insert for each would take minutes. */
async function fill({ db }: EventNode): Promise<void> {
  // In stretches: a statement has six seconds on PostgreSQL, and a busy machine needs them for all at once.
  const stretch = 20_000;
  const numbers = (from: number, to: number) =>
    `with recursive s(n) as (select ${from} union all select n + 1 from s where n < ${to}) select n from s`;
  const chat = `case when n % 1000 = 0 then 1 else 2 + n % ${chats - 1} end`;
  await db.transaction(async (trx) => {
    for (let end = stretch; end <= length; end += stretch) {
      await trx.raw(`
        insert into events (id, chat_id, audience, type, chat_uri, data, created_at)
        select n, ${chat}, case when ${chat} = 2 then ',1,3,' end, 'message.created', 'chat-x', '{"message":"hm"}', n
        from (${numbers(end - stretch + 1, end)}) as series`);
    }
    await trx('log_head').update({ head: length });
    const rows = Array.from({ length: chats - 1 }, (_, i) => ({ chat_id: i + 2, user_id: alice }));
    const members = [...rows, { chat_id: 1, user_id: bob }];
    await trx('members').insert(members.map((row) => ({ ...row, role: 'member', joined_at: 0 })));
  });
  // What a server that has lived a while knows about its tables.
  await db.read.raw('analyze events').catch(() => {});
  if (db.dialect === 'postgres') await db.read.raw('analyze members');
}
