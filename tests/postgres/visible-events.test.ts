import { describe, expect, test } from 'vitest';
import { type LogEvent, maySee, type NewEvent } from '../../api/log/event.ts';
import { beginning } from '../../api/log/place.ts';
import { toPlace } from '../../api/log/place-number.ts';
import { type Question, readRecent, readStored } from '../../api/log/read.ts';
import { createDatabase, type DatabaseKind } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, openEventNode } from '../support/event-node.ts';
import { type Random, randomFrom, testSeed } from '../support/random.ts';

// Who may see an event is said twice: in memory (maySee) and in SQL (readVisible). They must never differ.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
// Two digits and more, so that ",1," and ",11," could be confused.
const users = 23;
const chats = 4;
const seed = testSeed();

function someEvent(random: Random, i: number): NewEvent {
  const chatId = 1 + random.below(chats);
  const user = () => 1 + random.below(users);
  const event = { chatUri: `chat-${chatId}`, data: { i, padding: 'x'.repeat(random.below(300)) } };
  const dice = random.below(10);
  if (dice === 0) return { ...event, type: 'token.revoked', scope: { userId: user() } };
  if (dice <= 2) return { ...event, type: 'read.updated', scope: { userId: user() } };
  if (dice === 3) return { ...event, type: 'user.updated', scope: { userId: user() }, chatUri: null };
  if (dice <= 6) return { ...event, type: 'message.created', scope: { chatId, audience: [user(), user()] } };
  return { ...event, type: 'message.created', scope: { chatId } };
}

/** Who is in which chats, in the database and here. */
async function joinSome(
  { db }: EventNode,
  random: Random,
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const memberships = new Map<number, Set<number>>();
  for (let userId = 1; userId <= users; userId += 1) {
    const joined = new Set([1, 2, 3, 4].filter(() => random.chance(0.6)));
    memberships.set(userId, joined);
    const rows = [...joined].map((chatId) => ({
      chat_id: chatId,
      user_id: userId,
      role: 'member',
      joined_at: 0,
    }));
    if (rows.length > 0) await db.transaction((trx) => trx('members').insert(rows));
  }
  return memberships;
}

describe.for(kinds)('on %s', (kind) => {
  test(`memory and SQL show the same events to everyone (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    const database = await createDatabase(kind);
    const node = await openEventNode(database);
    try {
      await insertUsersAndChats(node, users, chats);
      const memberships = await joinSome(node, random);
      const log: LogEvent[] = [];
      for (let i = 0; i < 10; i += 1) {
        const events = Array.from({ length: 30 }, (_, j) => someEvent(random, 30 * i + j));
        log.push(...(await node.log.write((_trx, append) => append(events))));
      }
      for (let i = 0; i < 150; i += 1) {
        const userId = 1 + random.below(users);
        const reader = {
          userId,
          isMember: (chatId: number) => memberships.get(userId)?.has(chatId) ?? false,
          chatIds: () => memberships.get(userId) ?? [],
        };
        const id = random.pick([...(memberships.get(userId) ?? []), 0]);
        const chat = id === 0 ? null : { id, uri: `chat-${id}` };
        const after = random.below(log.length + 1);
        const position = toPlace(after);
        const question: Question = { reader, chat, position, limit: 1 + random.below(100) };
        const visible = log.filter(
          (event) =>
            event.id > after &&
            maySee(event, reader) &&
            (chat === null ||
              event.chatId === chat.id ||
              (event.chatId === null && event.chatUri === chat.uri)),
        );
        const recent = readRecent(node.log, question);
        const stored = await readStored(node.db, node.log, question);
        expect(stored).toEqual(recent);
        expect(stored.events).toEqual(visible.slice(0, question.limit));
        expect(stored.hasMore).toBe(visible.length > question.limit);
      }
    } finally {
      await node.close();
      await database.drop();
    }
  });

  test('an answer stops at its size, but always brings something', async () => {
    const database = await createDatabase(kind);
    const node = await openEventNode(database);
    try {
      await insertUsersAndChats(node, 1, 0);
      const sizes = [100, 300_000, 200_000, 50_000, 50_000];
      await node.log.write((_trx, append) =>
        append(
          sizes.map((size) => ({
            type: 'user.updated',
            scope: { userId: 1 },
            chatUri: null,
            data: { text: 'é'.repeat(size / 2) },
          })),
        ),
      );
      const reader = { userId: 1, isMember: () => false, chatIds: () => [] };
      const counts: number[] = [];
      for (let position = beginning; ; ) {
        const question = { reader, chat: null, position, limit: 500 };
        const answer = await readStored(node.db, node.log, question);
        expect(answer).toEqual(readRecent(node.log, question));
        counts.push(answer.events.length);
        position = answer.position;
        if (!answer.hasMore) break;
      }
      expect(counts).toEqual([1, 1, 2, 1]);
    } finally {
      await node.close();
      await database.drop();
    }
  });
});
