import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMarker } from '../../api/history/mark-read.ts';
import { messageActivity } from '../../api/messages/activity.ts';
import { mostUnread } from '../../api/messages/reading-queries.ts';
import { systemClock } from '../../api/process/clock.ts';
import { Turns } from '../../api/process/turns.ts';
import { insertTalk, refreshStatistics } from '../support/crowd.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, openEventNode } from '../support/event-node.ts';
import { explain, statementsOf } from '../support/plans.ts';

// What is unread is counted, but not for ever: a look costs no more after a year than after a busy evening.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
/** One in ten is a whisper to somebody else. */
const messages = 30_000;
const [author, reader, addressee] = [1, 2, 3];
const chatId = 1;

describe.for(kinds)('more unread than is counted, on %s', (kind) => {
  let database: TestDatabase;
  let node: EventNode;
  let ids: number[];

  beforeAll(async () => {
    database = await createDatabase(kind);
    node = await openEventNode(database);
    await insertUsersAndChats(node, 3, 1);
    await node.db.transaction(async (trx) => {
      const row = { chat_id: chatId, role: 'member', joined_at: 0 };
      await trx('members').insert([author, reader, addressee].map((id) => ({ ...row, user_id: id })));
      await insertTalk(trx, { chatId, authorId: author, toId: addressee, count: messages });
    });
    await refreshStatistics(node.db);
    ids = await node.db.read('messages').where({ chat_id: chatId, to_id: null }).orderBy('id').pluck('id');
  }, 60_000);

  afterAll(async () => {
    await node?.close();
    await database?.drop();
  });

  const look = async () =>
    (await messageActivity(systemClock).summaries(node.db.read, [chatId], reader)).get(chatId);

  test('a look says so many, and goes over no more rows than that takes', async () => {
    expect((await look())?.unread).toBe(mostUnread);
    let rows = 0;
    for (const statement of await statementsOf(node.db, look)) {
      const plan = await explain(node.db, statement, ['messages']);
      expect(plan.fullScans, plan.text).toEqual([]);
      rows += plan.rows;
    }
    // The whispers in between are looked at too.
    expect(rows).toBeLessThan(1.2 * mostUnread);
  });

  test('a marker tells the same as a look, at the bound and below, where both are exact', async () => {
    const markRead = createMarker(node.log, new Turns());
    for (const left of [mostUnread + 5, mostUnread, mostUnread - 1, 1334, 0]) {
      const messageId = ids.at(-1 - left) ?? 0;
      const unread = Math.min(left, mostUnread);
      const marker = await markRead({ chatId, userId: reader, messageId });
      expect(marker).toEqual({ message_id: messageId, unread });
      expect(await look()).toMatchObject({ unread, readMessageId: messageId });
    }
  });
});
