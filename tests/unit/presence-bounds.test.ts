import { expect, test } from 'vitest';
import { Memberships } from '../../api/members/access/memberships.ts';
import { ChatStates } from '../../api/presence/chat-states.ts';
import { Presence } from '../../api/presence/presence.ts';
import { Typing } from '../../api/presence/typing.ts';
import { movableClock } from '../support/movable-clock.ts';
import { randomFrom, testSeed } from '../support/random.ts';

// Who is there is kept within bounds, is right within them, and follows no clock that someone sets.

const hall = 1;

/** Processor time: what passes by the clock says as much about whoever else is at work on the machine. */
function spentMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** A hall with so many members, known here. */
function stage(members: number, most?: number) {
  const clock = movableClock();
  const known = new Map(Array.from({ length: members }, (_, i) => [i + 1, new Memberships(i + 1)]));
  for (const each of known.values()) each.set(hall, 'hall');
  const ids = new Set(known.keys());
  const presence = new Presence(
    clock,
    {
      peek: (userId) => known.get(userId),
      peopleIn: (chatId) => (chatId === hall ? ids : new Set()),
      ensure: async () => {},
    },
    most,
  );
  const reader = known.get(1) ?? new Memberships(1);
  const state = () => JSON.parse(presence.news(reader, hall, null) ?? '{}').hall;
  return { clock, presence, reader, state };
}

test('a clock that is set back an hour takes nobody for there who has gone, and lets typing end in time', () => {
  const { clock, presence, state } = stage(3);
  presence.saw(1, 'alice');
  presence.typed({ chatId: hall, userId: 1 }, 'here');
  clock.set(-3_600_000);
  presence.saw(2, 'bob');
  expect(state()).toMatchObject({ online: ['alice', 'bob'], typing: ['alice'] });
  clock.move(5001);
  presence.expire();
  expect(state()).toMatchObject({ typing: [] });
  clock.move(70_000);
  presence.expire();
  expect(state()).toMatchObject({ online: [], online_count: 0 });
});

test('a clock that is set ahead an hour takes nobody away', () => {
  const { clock, presence, state } = stage(2);
  presence.saw(1, 'alice');
  presence.typed({ chatId: hall, userId: 1 }, 'here');
  clock.set(3_600_000);
  presence.expire();
  expect(state()).toMatchObject({ online: ['alice'], typing: ['alice'] });
});

test('more people than are kept: whoever was unseen for the longest is taken for offline, and who polls stays', () => {
  const { presence, state } = stage(1000, 100);
  for (let userId = 1; userId <= 1000; userId += 1) {
    presence.saw(userId, `u${userId}`);
    presence.saw(1, 'alice');
  }
  expect(state().online_count).toBe(100);
  expect([presence.isOnline(1), presence.isOnline(2), presence.isOnline(1000)]).toEqual([true, false, true]);
  expect(presence.takeUnsaved().size).toBeLessThanOrEqual(200);
});

test('to be seen costs the same in a crowd as among a few', () => {
  const among = (people: number) => {
    const { presence } = stage(people);
    for (let userId = 1; userId <= people; userId += 1) presence.saw(userId, `u${userId}`);
    const startedAt = process.cpuUsage();
    for (let i = 0; i < 20_000; i += 1) presence.saw(1 + (i % people), `u${1 + (i % people)}`);
    return spentMs(startedAt);
  };
  // The best of three, as others may be at work here. A look along all who were moved cost fifty times as much.
  const best = (people: number) => Math.min(...[1, 2, 3].map(() => among(people)));
  expect(best(20_000)).toBeLessThan(15 * best(200));
});

test('who is called otherwise by a later poll is shown so, also where an older one came late', () => {
  const { presence, state } = stage(2);
  presence.saw(1, 'guest-1');
  expect(state()).toMatchObject({ online: ['guest-1'] });
  presence.saw(1, 'alice');
  expect(state()).toMatchObject({ online: ['alice'] });
});

test('a hall of ten thousand is counted exactly, names a hundred, and costs little to tell each time', () => {
  const { presence, state } = stage(10_000);
  for (let userId = 1; userId <= 10_000; userId += 1) presence.saw(userId, `u${userId}`);
  const startedAt = process.cpuUsage();
  for (let i = 0; i < 20; i += 1) {
    presence.typed({ chatId: hall, userId: i + 1 }, 'here');
    expect(state()).toMatchObject({ online_count: 10_000 });
  }
  // Each is some two milliseconds; sorting ten thousand names each time was thirty.
  expect(spentMs(startedAt)).toBeLessThan(500);
  expect(state().online).toHaveLength(100);
});

test('someone in five thousand full chats is told counts where names would be too much', () => {
  const people = Array.from({ length: 150 }, (_, i) => ({
    userId: i,
    username: `${i}${'x'.repeat(140)}`,
    seenAt: 0,
    seenMs: 0,
  }));
  const states = new ChatStates(() => ({ online: people, typing: people }));
  const chats = new Map(Array.from({ length: 5000 }, (_, i) => [i + 1, `chat-${i + 1}`]));
  const told = states.changedSince(chats, null, -1) ?? '';
  expect(told.length).toBeLessThan(1024 * 1024);
  const parsed = JSON.parse(told);
  expect(Object.keys(parsed)).toHaveLength(5000);
  for (const state of Object.values(parsed)) expect(state).toMatchObject({ online_count: 150 });
  expect(parsed['chat-1'].online).toHaveLength(100);
  expect(parsed['chat-5000'].online).toEqual([]);
  expect(states.bytes).toBeLessThan(33 * 1024 * 1024);
  // A single chat is told with its names all the same.
  expect(JSON.parse(states.changedSince(chats, 5000, -1) ?? '')['chat-5000'].online).toHaveLength(100);
});

test(`states that were dropped are told to whoever may not have seen them, and digests do not change (seed ${testSeed()})`, () => {
  const random = randomFrom(testSeed());
  const there = new Map<number, Set<number>>();
  const describe = (chatId: number) => ({
    online: [...(there.get(chatId) ?? [])].map((userId) => ({
      userId,
      username: `u${userId}`,
      seenAt: 0,
      seenMs: 0,
    })),
    typing: [],
  });
  const ids = Array.from({ length: 40 }, (_, i) => i + 1);
  const chats = new Map(ids.map((id) => [id, `chat-${id}`]));
  const [small, large] = [new ChatStates(describe, 2000), new ChatStates(describe)];
  // What a reader with a cursor has seen so far, applied as the page does.
  const seen: Record<string, { online_count: number }> = {};
  let version = -1;
  for (let i = 0; i < 500; i += 1) {
    const chatId = random.pick(ids);
    const people = there.get(chatId) ?? new Set();
    const userId = random.below(5);
    if (!people.delete(userId)) people.add(userId);
    there.set(chatId, people);
    for (const states of [small, large]) states.changed([chatId]);
    expect(small.digest(ids)).toBe(large.digest(ids));
    expect(small.bytes).toBeLessThan(2000 + 1000);
    if (random.chance(0.3)) {
      Object.assign(seen, JSON.parse(small.changedSince(chats, null, version) ?? '{}'));
      version = small.version;
      for (const id of ids) expect(seen[`chat-${id}`]?.online_count ?? 0).toBe(there.get(id)?.size ?? 0);
    }
  }
});

test('typing is bounded over all chats, the first to begin being the first to go', () => {
  const typing = new Typing(3);
  for (let chatId = 1; chatId <= 3; chatId += 1)
    expect(typing.began({ chatId, userId: 1 }, 0)).toEqual([chatId]);
  // Goes on typing: no news.
  expect(typing.began({ chatId: 1, userId: 1 }, 10)).toEqual([]);
  expect(typing.began({ chatId: 4, userId: 1 }, 20)).toEqual([2, 4]);
  expect(typing.size).toBe(3);
  expect(typing.expire(5005)).toEqual([3]);
  expect(typing.expire(5021)).toEqual([1, 4]);
  expect([...typing.in(4)]).toEqual([]);
});
