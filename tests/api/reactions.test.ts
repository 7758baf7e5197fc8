import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import type { Caller, Person, Reply } from '../support/person.ts';
import { send, test } from './stage.ts';
import type { History } from './wire.ts';

function at(chat: ChatPath, id: number, emoji: string): string {
  return `${chat.messages}${id}/reactions/${encodeURIComponent(emoji)}/`;
}

async function react(person: Caller, chat: ChatPath, id: number, emoji: string): Promise<void> {
  expect(Math.floor((await person.put(at(chat, id, emoji))).status / 100)).toBe(2);
}

/** What the reader sees on the newest message: each emoji, how many gave it, and who. */
async function seen(reader: Person, chat: ChatPath): Promise<unknown> {
  const reply = await reader.get<History>(chat.messages);
  const message = reply.body.messages.at(-1);
  return message?.reactions?.map(({ emoji, count, users }) => ({
    emoji,
    count,
    users: users.map((user) => user.username).toSorted(),
  }));
}

describe('a reaction', () => {
  test('is one per person and emoji, counted and named, and taken back by its giver', async ({
    alice,
    bob,
    chat,
  }) => {
    const { id } = await send(alice, chat, 'cake?');
    expect(await seen(bob, chat)).toEqual([]);
    for (const person of [bob, bob, alice]) await react(person, chat, id, '🎂');
    await react(bob, chat, id, '👍');
    const thumb = { emoji: '👍', count: 1, users: ['bob'] };
    expect(await seen(alice, chat)).toEqual([{ emoji: '🎂', count: 2, users: ['alice', 'bob'] }, thumb]);
    for (let i = 0; i < 2; i += 1) await alice.delete(at(chat, id, '🎂'));
    await alice.delete(at(chat, id, '👍'));
    expect(await seen(bob, chat)).toEqual([{ emoji: '🎂', count: 1, users: ['bob'] }, thumb]);
  });

  test('stays on an edited message and goes with a deleted one', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, 'cake');
    await react(bob, chat, id, '🎂');
    await alice.patch(`${chat.messages}${id}/`, { message: 'pie' });
    expect(await seen(alice, chat)).toMatchObject([{ emoji: '🎂' }]);
    await alice.delete(`${chat.messages}${id}/`);
    expect(await seen(alice, chat)).toEqual([]);
    expect((await bob.put(at(chat, id, '🎂'))).status).toBe(404);
  });

  test('is for members, on a message of their chat', async ({ alice, bob, carol, nobody, chat }) => {
    const { id } = await send(alice, chat, 'cake');
    const other = await startChat(alice, carol);
    const refused: [Reply, number][] = [
      [await carol.put(at(chat, id, '🎂')), 403],
      [await nobody.put(at(chat, id, '🎂')), 401],
      [await carol.put(at(other, id, '🎂')), 404],
      [await bob.put(at(chat, 999_999, '🎂')), 404],
      [await bob.delete(at(chat, 999_999, '🎂')), 404],
    ];
    for (const [reply, status] of refused) expect(reply.status, reply.text).toBe(status);
    expect(await seen(alice, chat)).toEqual([]);
  });

  test.for(['👨‍👩‍👧‍👦', '🇳🇵', '👍🏽', '❤️', '1️⃣'])(
    'may be %s, of many code points',
    async (emoji, { alice, chat }) => {
      const { id } = await send(alice, chat, 'cake');
      await react(alice, chat, id, emoji);
      expect(await seen(alice, chat)).toEqual([{ emoji, count: 1, users: ['alice'] }]);
    },
  );

  test.for(['a', '🎂🎂', '1', ' ', '<b>', '\0', 'x'.repeat(500)])(
    'is no %j',
    async (emoji, { alice, chat }) => {
      const { id } = await send(alice, chat, 'cake');
      expect((await alice.put(at(chat, id, emoji))).status).toBe(400);
      expect(await seen(alice, chat)).toEqual([]);
    },
  );

  test('given twenty times at the same moment counts once for each person', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, 'cake');
    const giving = Array.from({ length: 10 }, () => [alice, bob].map((one) => react(one, chat, id, '🎂')));
    await Promise.all(giving.flat());
    expect(await seen(bob, chat)).toEqual([{ emoji: '🎂', count: 2, users: ['alice', 'bob'] }]);
  });
});
