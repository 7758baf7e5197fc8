import { expect, test } from 'vitest';
import { Elsewhere, type Sighting } from '../../api/presence/elsewhere.ts';
import { randomFrom, testSeed } from '../support/random.ts';

// Who is online at other nodes: known to be, and by name where somebody here may see it.

const sighting = (userId: number, chatIds: number[], more: Partial<Sighting> = {}): Sighting => {
  return { userId, username: `u${userId}`, seenMs: 0, isMore: false, chatIds, ...more };
};
const namesIn = (elsewhere: Elsewhere, chatId: number) =>
  [...elsewhere.in(chatId)].map(({ username }) => username).sort();

test('someone is online everywhere, and shown where somebody here is in the same chat', () => {
  const elsewhere = new Elsewhere((chatId) => chatId === 1);
  expect(elsewhere.saw(sighting(5, [1, 2]))).toEqual([1]);
  expect(elsewhere.saw(sighting(6, [2]))).toEqual([]);
  expect([5, 6, 7].map((userId) => elsewhere.seenMs(userId))).toEqual([0, 0, undefined]);
  expect([1, 2].map((chatId) => namesIn(elsewhere, chatId))).toEqual([['u5'], []]);
  expect(elsewhere.find(5, 1)).toMatchObject({ username: 'u5' });
  expect([elsewhere.find(5, 2), elsewhere.find(6, 1)]).toEqual([undefined, undefined]);
});

test('what was said last of someone holds, in parts where it is much', () => {
  const elsewhere = new Elsewhere(() => true);
  elsewhere.saw(sighting(5, [1, 2]));
  expect(elsewhere.saw(sighting(5, [2, 3]))).toEqual([1, 3]);
  expect(elsewhere.saw(sighting(5, [4], { isMore: true }))).toEqual([4]);
  expect([1, 2, 3, 4].map((chatId) => namesIn(elsewhere, chatId).length)).toEqual([0, 1, 1, 1]);
  // Nothing new, and then a name that is.
  expect(elsewhere.saw(sighting(5, [2, 3, 4]))).toEqual([]);
  expect(elsewhere.saw(sighting(5, [2, 3, 4], { username: 'eve' }))).toEqual([2, 3, 4]);
  expect(elsewhere.renamed(5, 'adam')).toEqual([2, 3, 4]);
  expect(elsewhere.renamed(5, 'adam')).toEqual([]);
  expect(namesIn(elsewhere, 3)).toEqual(['adam']);
});

test('an older word of a poll does not make it longer ago', () => {
  const elsewhere = new Elsewhere(() => true);
  elsewhere.saw(sighting(5, [1], { seenMs: 100 }));
  elsewhere.saw(sighting(5, [1], { seenMs: 40 }));
  expect(elsewhere.seenMs(5)).toBe(100);
  expect(elsewhere.expire(99)).toEqual([]);
  elsewhere.saw(sighting(6, [1], { seenMs: 6000 }));
  expect(elsewhere.expire(5100)).toEqual([1]);
  expect(namesIn(elsewhere, 1)).toEqual(['u6']);
  expect(elsewhere.seenMs(5)).toBe(undefined);
});

test('who leaves a chat is not shown there any more, and is online still', () => {
  const elsewhere = new Elsewhere(() => true);
  elsewhere.saw(sighting(5, [1, 2]));
  elsewhere.left(5, 1);
  elsewhere.left(5, 9);
  expect([1, 2].map((chatId) => namesIn(elsewhere, chatId))).toEqual([[], ['u5']]);
  expect(elsewhere.seenMs(5)).toBe(0);
});

test(`it is as if everyone were kept with all their chats (seed ${testSeed()})`, () => {
  const random = randomFrom(testSeed());
  const elsewhere = new Elsewhere((chatId) => chatId <= 3);
  const model = new Map<number, Sighting>();
  for (let second = 0; second < 600; second += 1) {
    const userId = random.below(8);
    const chatIds = [1, 2, 3, 4].filter(() => random.chance(0.4));
    const said = sighting(userId, chatIds, { seenMs: second * 1000 });
    const before = [1, 2, 3].map((chatId) => namesIn(elsewhere, chatId).join());
    const changed = elsewhere.saw(said);
    model.set(userId, said);
    if (second % 5 === 0) {
      const beforeMs = (second - 6) * 1000;
      changed.push(...elsewhere.expire(beforeMs));
      for (const each of [...model.values()]) if (each.seenMs <= beforeMs) model.delete(each.userId);
    }
    for (const chatId of [1, 2, 3]) {
      const there = [...model.values()].filter((each) => each.chatIds.includes(chatId));
      const names = there.map(({ username }) => username).sort();
      expect(namesIn(elsewhere, chatId)).toEqual(names);
      if (names.join() !== before[chatId - 1]) expect(changed).toContain(chatId);
    }
    expect(namesIn(elsewhere, 4)).toEqual([]);
    for (let each = 0; each < 8; each += 1) expect(elsewhere.seenMs(each)).toBe(model.get(each)?.seenMs);
  }
});

test('those who are in no chat with anybody here take no place from those who are', () => {
  const elsewhere = new Elsewhere((chatId) => chatId === 1, undefined, 3);
  for (let userId = 1; userId <= 10; userId += 1) elsewhere.saw(sighting(userId, [2]));
  for (let userId = 11; userId <= 20; userId += 1) elsewhere.saw(sighting(userId, [1]));
  expect(namesIn(elsewhere, 1)).toEqual(['u11', 'u12', 'u13']);
  const online = Array.from({ length: 20 }, (_, i) => elsewhere.seenMs(i + 1)).filter(
    (seenMs) => seenMs === 0,
  );
  expect(online.length).toBe(6);
  // Who is among them stays, and with a place that was left there is one more.
  elsewhere.saw(sighting(12, [1], { seenMs: 10 }));
  elsewhere.left(11, 1);
  elsewhere.saw(sighting(11, []));
  elsewhere.saw(sighting(20, [1]));
  expect(namesIn(elsewhere, 1)).toEqual(['u12', 'u13', 'u20']);
});
