import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Scope } from '../../api/log/event.ts';
import { VisibleHeads } from '../../api/log/visible/heads.ts';
import { readVisibleHead } from '../../api/log/visible/queries.ts';
import { MembershipCache } from '../../api/members/access/membership-cache.ts';
import { TokenCache } from '../../api/tokens/token-cache.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, openEventNode } from '../support/event-node.ts';
import { logEvent } from '../support/log-event.ts';
import { randomFrom, testSeed } from '../support/random.ts';

// Each cache, far too small for what is asked of it: it stays within its bound, and what it says is never wrong.

const seed = testSeed();
const users = 30;
const chats = 12;
let database: TestDatabase;
let node: EventNode;

beforeEach(async () => {
  database = await createDatabase('sqlite');
  node = await openEventNode(database);
  await insertUsersAndChats(node, users, chats);
});

afterEach(async () => {
  await node.close();
  await database.drop();
});

/** One joins or leaves, with its event, as the features do it. */
async function move(userId: number, chatId: number, joins: boolean): Promise<void> {
  await node.log.write(async (trx, append) => {
    const row = { chat_id: chatId, user_id: userId };
    if (joins) await trx('members').insert({ ...row, role: 'member', joined_at: 0 });
    else await trx('members').where(row).delete();
    const event = { chatUri: `chat-${chatId}`, data: { id: userId } };
    await append([{ ...event, type: joins ? 'member.joined' : 'member.left', scope: { chatId } }]);
  });
}

describe('memberships', () => {
  test(`are right for whoever asks, and those who are needed are never dropped (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    const bound = 40;
    const cache = new MembershipCache(node.db, bound);
    node.log.onEvents((events) => cache.apply(events));
    const held = new Set([1, 2, 3]);
    cache.isNeeded = (userId) => held.has(userId);
    const held1 = await cache.of(1);
    await cache.ensure([...held]);
    const truth = new Map(Array.from({ length: users }, (_, i) => [i + 1, new Set<number>()]));
    for (let i = 0; i < 200; i += 1) {
      const [userId, chatId] = [1 + random.below(users), 1 + random.below(chats)];
      const chatsOf = truth.get(userId) ?? new Set();
      const joins = !chatsOf.has(chatId);
      // Asked while the change is under way: whatever is loaded then must not be from before it.
      const asked = cache.of(1 + random.below(users));
      await move(userId, chatId, joins);
      if (joins) chatsOf.add(chatId);
      else chatsOf.delete(chatId);
      await asked;
      const some = 1 + random.below(users);
      const found = await cache.of(some);
      expect([...found.chats.keys()].sort()).toEqual([...(truth.get(some) ?? [])].sort());
      // Seldom: to look is a use, and would keep them by itself.
      for (const needed of i % 80 === 79 ? held : []) {
        expect([...(cache.peek(needed)?.chats.keys() ?? [])].sort()).toEqual(
          [...(truth.get(needed) ?? [])].sort(),
        );
        for (const id of truth.get(needed) ?? []) expect(cache.peopleIn(id).has(needed)).toBe(true);
      }
      const ofHeld = [...held].reduce((sum, id) => sum + 1 + (truth.get(id)?.size ?? 0), 0);
      expect(cache.weight).toBeLessThanOrEqual(bound + ofHeld + 1 + chats);
    }
    // The very same one, kept right all the while.
    expect(cache.peek(1)).toBe(held1);
  });

  test('of a person whose own are more than the bound are given all the same', async () => {
    const cache = new MembershipCache(node.db, 3);
    for (let chatId = 1; chatId <= chats; chatId += 1) await move(5, chatId, true);
    await cache.ensure([5, 6, 7, 8]);
    expect((await cache.of(5)).chats.size).toBe(chats);
    expect((await cache.of(6)).chats.size).toBe(0);
  });

  test('who has not been asked for in two spells is forgotten with their chats, who is needed or asked for is not', async () => {
    const cache = new MembershipCache(node.db);
    const awaited: number[] = [];
    cache.onAwaited = (chatId) => awaited.push(chatId);
    cache.isNeeded = (userId) => userId === 1;
    for (const [userId, chatId] of [
      [1, 1],
      [2, 2],
      [3, 2],
      [3, 3],
    ] as const)
      await move(userId, chatId, true);
    await cache.ensure([1, 2, 3]);
    expect(awaited.toSorted()).toEqual([1, 2, 3]);
    cache.forgetIdle();
    cache.peek(2);
    cache.forgetIdle();
    expect([1, 2, 3].map((userId) => cache.knows(userId))).toEqual([true, true, false]);
    expect([1, 2, 3].map((chatId) => cache.peopleIn(chatId).size)).toEqual([1, 1, 0]);
    expect((await cache.of(3)).chats.size).toBe(2);
    expect(awaited.toSorted()).toEqual([1, 2, 3, 3]);
    cache.forgetIdle();
    expect([1, 2, 3].map((userId) => cache.knows(userId))).toEqual([true, false, true]);
  });
});

test(`the newest visible event is right for whoever asks, however many chats were dropped (seed ${seed})`, async () => {
  const random = randomFrom(seed);
  const heads = new VisibleHeads(node.db, 20);
  // Of some chats nothing is heard but that something was passed over.
  node.log.onEvents((events) => {
    for (const event of events) {
      if (event.chatId !== null && event.chatId % 4 === 0) heads.forget(event.chatId);
      else heads.apply([event]);
    }
  });
  for (let i = 0; i < 150; i += 1) {
    const chatId = 1 + random.below(chats);
    const audience = random.chance(0.5) ? [1 + random.below(users), 1 + random.below(users)] : undefined;
    const scope: Scope = audience ? { chatId, audience } : { chatId };
    const [asker, askedChat] = [1 + random.below(users), 1 + random.below(chats)];
    const asked = heads.of(askedChat, asker);
    await node.log.write((_trx, append) =>
      append([{ type: 'message.created', scope, chatUri: 'x', data: {} }]),
    );
    await asked;
    for (let j = 0; j < 3; j += 1) {
      const [userId, id] = [1 + random.below(users), 1 + random.below(chats)];
      expect(await heads.of(id, userId)).toBe(await readVisibleHead(node.db, id, userId));
    }
    expect(heads.weight).toBeLessThanOrEqual(20 + 1 + users);
  }
});

test('tokens are bounded, what is held for is kept, and one that was dropped can still be revoked', () => {
  const cache = new TokenCache(100);
  const principal = (userId: number) => ({
    userId,
    username: `u${userId}`,
    isBot: false,
    tokenId: `t${userId}`,
    familyId: `f${userId}`,
    epoch: 0,
    expiresAt: 1e15,
  });
  cache.isHeld = ({ userId }) => userId === 7;
  for (let i = 0; i < 5000; i += 1) cache.add(`token-${i}`, principal(i), cache.revocations);
  expect(cache.size).toBe(100);
  expect(cache.get('token-7', 0)).toMatchObject({ userId: 7 });
  expect(cache.get('token-8', 0)).toBe(undefined);
  const revocation = { type: 'token.revoked', chatId: null, data: '{"all_but":null}' } as const;
  cache.apply([8, 7].map((userId, id) => logEvent({ ...revocation, id, userId })));
  expect(cache.get('token-7', 0)).toBe(undefined);
  expect(cache.size).toBe(99);
});
