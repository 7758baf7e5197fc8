import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Elsewhere, type Sighting } from '../../api/presence/elsewhere.ts';

const sighting = (userId: number, chatIds: number[], more: Partial<Sighting> = {}): Sighting => {
  return { userId, username: `u${userId}`, seenMs: 0, isMore: false, chatIds, ...more };
};

/** What this leaves behind in memory. */
function takenBy(work: () => void): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const heapMegabytes = () => {
    for (let i = 0; i < 3; i += 1) collectGarbage();
    // Lists of ids are beside the heap.
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 1e6;
  };
  const before = heapMegabytes();
  work();
  return heapMegabytes() - before;
}

test.for([
  ['whom nobody here knows', 8, []],
  ['who are in a chat with somebody here', 20, [1]],
] as const)('a hundred thousand people elsewhere, %s, take less than %s MB', ([, maxMegabytes, awaited]) => {
  const elsewhere = new Elsewhere((chatId) => (awaited as readonly number[]).includes(chatId));
  // As they are heard, and each twice: holes in a map take room as well.
  const taken = takenBy(() => {
    for (let i = 0; i < 200_000; i += 1) {
      const userId = i % 100_000;
      elsewhere.saw(
        JSON.parse(
          JSON.stringify(sighting(userId, [1, 2 + userId], { username: `person-${userId}`, seenMs: i })),
        ),
      );
    }
  });
  console.info(`elsewhere: ${taken.toFixed(1)} MB`);
  expect(elsewhere.seenMs(99_999)).toBeDefined();
  expect([...elsewhere.in(1)].length).toBe(awaited.length > 0 ? 100_000 : 0);
  expect(taken).toBeLessThan(maxMegabytes);
});

test('a hundred thousand people elsewhere who are in one large chat with somebody here take less than 8 MB', () => {
  const elsewhere = new Elsewhere(
    (chatId) => chatId === 1,
    () => true,
  );
  const taken = takenBy(() => {
    // In parts, as they are heard, from five nodes and each twice.
    for (let i = 0; i < 2 * 5 * 20; i += 1) {
      const from = 5000 * (i % 20);
      const people = Array.from({ length: 1000 }, (_, n) => ({
        userId: from + 5 * n + Math.floor((i % 100) / 20),
        seenMs: i,
      }));
      const crowd = { chatId: 1, range: { from, to: from + 4999 }, people };
      elsewhere.sawCrowd(crowd, `node-${Math.floor((i % 100) / 20)}`, i);
    }
  });
  console.info(`elsewhere, in a large chat: ${taken.toFixed(1)} MB`);
  expect([...elsewhere.in(1)].length).toBe(100_000);
  expect(elsewhere.seenMs(99_999)).toBeDefined();
  expect(taken).toBeLessThan(8);
  expect(elsewhere.expire(1000).length).toBeGreaterThan(0);
  expect([...elsewhere.in(1)]).toEqual([]);
});
