import { expect, test } from 'vitest';
import { Memberships } from '../../api/members/access/memberships.ts';
import { Presence } from '../../api/presence/presence.ts';
import { logEvent } from '../support/log-event.ts';
import { movableClock } from '../support/movable-clock.ts';

// What a node shows of people who are at others, beside those whose polls come to it.

const [garden, kitchen] = [1, 2];
const [alice, bob] = [1, 2];

/** A node that knows alice, who is in the garden, and bob where it says so. */
function stage({ knowsBob = false } = {}) {
  const clock = movableClock();
  const known = new Map<number, Memberships>();
  for (const userId of knowsBob ? [alice, bob] : [alice]) {
    const memberships = new Memberships(userId);
    memberships.set(garden, 'garden');
    known.set(userId, memberships);
  }
  const presence = new Presence(clock, {
    peek: (userId) => known.get(userId),
    peopleIn: (chatId) => new Set(chatId === garden ? known.keys() : []),
    ensure: async () => {},
  });
  const told: Iterable<number>[] = [];
  presence.onChange = (chatIds) => told.push([...chatIds]);
  const reader = known.get(alice) ?? new Memberships(alice);
  const state = () => JSON.parse(presence.news(reader, null, null) ?? '{}').garden;
  const seeBob = (chatIds: number[], agoMs = 0) =>
    presence.sawElsewhere([
      { userId: bob, username: 'bob', seenMs: clock.monotonic() - agoMs, chatIds, isMore: false },
    ]);
  return { clock, presence, told, reader, state, seeBob };
}

test('someone who polls at two nodes is there once, and that they are heard of again is no news', () => {
  const { presence, told, state, seeBob } = stage({ knowsBob: true });
  const said: unknown[] = [];
  presence.onLocal = (news) => said.push(news);
  presence.saw(bob, 'bob');
  expect([told.length, said.length]).toEqual([1, 1]);
  seeBob([garden]);
  seeBob([garden]);
  expect(told.length).toBe(1);
  expect(state()).toMatchObject({ online: ['bob'], online_count: 1 });
});

test('someone who is known to be elsewhere and comes here is no news to anybody', () => {
  const { presence, told, state, seeBob } = stage({ knowsBob: true });
  seeBob([garden]);
  const said: unknown[] = [];
  presence.onLocal = (news) => said.push(news);
  presence.saw(bob, 'bob');
  expect([told.length, said.length]).toEqual([1, 0]);
  expect(state()).toMatchObject({ online: ['bob'], online_count: 1 });
});

test('someone is there as long as one of the nodes has seen them, and is told of by the one that has seen them last', () => {
  const { clock, presence, state, seeBob } = stage({ knowsBob: true });
  presence.saw(bob, 'bob');
  clock.move(60_000);
  seeBob([garden]);
  expect(presence.seenHere()).toEqual([]);
  clock.move(20_000);
  presence.expire();
  expect(presence.isHere(bob)).toBe(false);
  expect(state()).toMatchObject({ online: ['bob'] });
  presence.saw(bob, 'bob');
  expect(presence.seenHere()).toMatchObject([{ userId: bob }]);
  clock.move(76_000);
  presence.expire();
  expect(state()).toMatchObject({ online: [], online_count: 0 });
  expect(presence.isOnline(bob)).toBe(false);
});

test('two nodes that know the same people by each other have seen the same', () => {
  const [one, other] = [stage({ knowsBob: true }), stage()];
  one.presence.saw(bob, 'bob');
  other.seeBob([garden, kitchen]);
  const seenThere = one.presence.mark(one.reader, null);
  expect(other.presence.news(other.reader, null, seenThere)).toBe(null);
  expect(other.state()).toEqual(one.state());
});

test('when someone was last seen is when any node saw them, and that is written down where it was', () => {
  const { clock, presence, seeBob } = stage();
  seeBob([], 5000);
  expect(presence.lastSeen(bob)).toBe(clock.now() - 5000);
  expect(presence.takeUnsaved().size).toBe(0);
  presence.saw(alice, 'alice');
  expect(presence.lastSeen(alice)).toBe(clock.now());
});

test('who types elsewhere is shown where somebody here is in the chat, and not kept where nobody is', () => {
  const { presence, told, state, seeBob } = stage();
  seeBob([garden, kitchen]);
  for (const chatId of [garden, kitchen]) presence.typed({ chatId, userId: bob }, 'elsewhere');
  expect(state()).toMatchObject({ typing: ['bob'] });
  expect(told).toEqual([[garden], [garden]]);
});

test('who leaves, and who gets another name, is told of at once, and the other nodes of who joins', () => {
  const { presence, told, state, seeBob } = stage();
  seeBob([garden]);
  const data = JSON.stringify({ id: bob, username: 'robert' });
  presence.apply([logEvent({ id: 1, type: 'user.updated', chatId: null, userId: bob, data })]);
  expect(state()).toMatchObject({ online: ['robert'] });
  presence.apply([logEvent({ id: 2, type: 'member.left', chatId: garden, data })]);
  expect(state()).toMatchObject({ online: [] });
  expect(told.length).toBe(3);
  const said: unknown[] = [];
  presence.saw(alice, 'alice');
  presence.onLocal = (news) => said.push(news);
  for (const userId of [alice, bob])
    presence.apply([
      logEvent({
        id: 2 + userId,
        type: 'member.joined',
        chatId: kitchen,
        data: JSON.stringify({ id: userId }),
      }),
    ]);
  expect(said).toMatchObject([{ userId: alice }]);
});
