import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMarker } from '../../api/history/mark-read.ts';
import { Turns } from '../../api/process/turns.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { countStatements } from '../support/driver-statements.ts';
import { type EventNode, insertUsersAndChats, openEventNode } from '../support/event-node.ts';
import { insertTalk } from '../support/talk.ts';

// A hall full of people who all read what was just said: 64 of their markers share a commit, and cost no statement each.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
const people = 400;
const outsider = people + 1;

describe.for(kinds)('read markers of many people at once, on %s', (kind) => {
  let database: TestDatabase;
  let node: EventNode;
  let markRead: ReturnType<typeof createMarker>;

  beforeAll(async () => {
    database = await createDatabase(kind);
    node = await openEventNode(database);
    await insertUsersAndChats(node, outsider, 1);
    await insertTalk(node, { chatId: 1, members: people, messages: 30 });
    markRead = createMarker(node.log, new Turns());
  });

  afterAll(async () => {
    await node.close();
    await database.drop();
  });

  /** All of them while something else commits, so that they share the next commit. */
  async function markTogether(marks: readonly { userId: number; messageId: number }[]) {
    const before = node.log.write(async () => {});
    const marked = Promise.all(marks.map((mark) => markRead({ chatId: 1, ...mark })));
    await before;
    return marked;
  }

  const each = (count: number, messageId: number) =>
    Array.from({ length: count }, (_, i) => ({ userId: i + 1, messageId }));

  const toldSince = (position: number) =>
    node.db.read('events').where('id', '>', position).orderBy('id').select('user_id', 'type', 'data');

  test('cost as many statements as those of two, and of more than 64 each 64 as many', async () => {
    // The first of their kind are prepared.
    await markTogether(each(400, 9));
    const ofTwo = await countStatements(() => markTogether(each(2, 10)));
    expect(ofTwo).toBeGreaterThan(3);
    expect(await countStatements(() => markTogether(each(64, 11)))).toBe(ofTwo);
    expect(await countStatements(() => markTogether(each(400, 12)))).toBeLessThanOrEqual(
      Math.ceil(400 / 64) * ofTwo,
    );
  });

  test('are told to each person alone, and who is not in the chat touches nobody', async () => {
    const { head } = node.log.recent;
    const marks = [...each(100, 20), { userId: outsider, messageId: 20 }, ...each(200, 20).slice(100)];
    const marked = await markTogether(marks);
    // Behind 20 stand ten, of which one is their own.
    expect(marked[0]).toEqual({ message_id: 20, unread: 9 });
    expect(marked[100]).toBe(null);
    expect(marked.filter((marker) => marker?.message_id === 20)).toHaveLength(200);
    const told = await toldSince(head);
    expect(told.map(({ user_id }) => user_id)).toEqual(
      expect.arrayContaining(each(200, 20).map(({ userId }) => userId)),
    );
    expect(told).toHaveLength(200);
    expect(JSON.parse(told[0].data)).toEqual(marked[0]);
  });

  test('of one person end with the furthest, which counts for all and is told once; nothing moves back or beyond the end', async () => {
    const { head } = node.log.recent;
    const places = [22, 25, 1, Number.MAX_SAFE_INTEGER, 21];
    const marked = await markTogether(places.map((messageId) => ({ userId: 1, messageId })));
    expect(marked).toEqual(Array(5).fill({ message_id: 30, unread: 0 }));
    expect(await toldSince(head)).toHaveLength(1);
    expect(await markTogether([{ userId: 1, messageId: 3 }])).toEqual([{ message_id: 30, unread: 0 }]);
    expect(await toldSince(head)).toHaveLength(1);
  });
});
