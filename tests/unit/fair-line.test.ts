import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FairLine, lateAfterMs, type Party } from '../../api/hooks/delivering/fair-line.ts';

// In which order requests to hooks begin, and how many at once, by a clock of the test's own.

const room = { places: 48, late: 320, perChat: 4, perReceiver: 16 };
const slowMs = 9000;

let line: FairLine;
let begun: Party[];

beforeEach(() => {
  vi.useFakeTimers();
  line = new FairLine(room);
  begun = [];
});
afterEach(() => void vi.useRealTimers());

const ask = (party: Party, ms: number) =>
  line.run(party, async () => {
    begun.push(party);
    await new Promise((resolve) => setTimeout(resolve, ms));
  });

const good = { chatId: 999, receiver: 'good.example' };

test.for([
  ['one receiver', () => 'slow.example'],
  ['a receiver each', (i: number) => `slow-${i}.example`],
] as const)(
  'of a thousand slow ones with %s none keeps another chat waiting for two seconds',
  async ([, to]) => {
    const all = Array.from({ length: 1000 }, (_, i) => ask({ chatId: i % 50, receiver: to(i) }, slowMs));
    await vi.advanceTimersByTimeAsync(1);
    const asked = [ask(good, 100)];
    await vi.advanceTimersByTimeAsync(1900);
    expect(begun).toContainEqual(good);
    // Also when all of them have been under way for a while.
    await vi.advanceTimersByTimeAsync(20_000);
    begun = [];
    asked.push(ask(good, 100));
    await vi.advanceTimersByTimeAsync(1900);
    expect(begun).toContainEqual(good);
    await vi.advanceTimersByTimeAsync(1000 * slowMs);
    await Promise.all([...all, ...asked]);
  },
);

test('a chat and a receiver have no more than their part at once, and all get their turn', async () => {
  const all = [
    ...Array.from({ length: 10 }, (_, i) => ask({ chatId: 1, receiver: `${i}.example` }, slowMs)),
    ...Array.from({ length: 40 }, (_, i) => ask({ chatId: 100 + i, receiver: 'one.example' }, slowMs)),
  ];
  await vi.advanceTimersByTimeAsync(slowMs - 1);
  expect(begun.filter(({ chatId }) => chatId === 1)).toHaveLength(room.perChat);
  expect(begun.filter(({ receiver }) => receiver === 'one.example')).toHaveLength(room.perReceiver);
  await vi.advanceTimersByTimeAsync(3 * slowMs);
  await Promise.all(all);
  expect(begun).toHaveLength(50);
});

test('what lasts gives its place to the next, but no more of it than there is room for', async () => {
  const party = (i: number) => ({ chatId: i, receiver: `${i}.example` });
  const all = Array.from({ length: 500 }, (_, i) => ask(party(i), 20 * lateAfterMs));
  await vi.advanceTimersByTimeAsync(lateAfterMs - 1);
  expect(begun).toHaveLength(room.places);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun).toHaveLength(2 * room.places);
  await vi.advanceTimersByTimeAsync(15 * lateAfterMs);
  expect(begun).toHaveLength(room.places + room.late);
  await vi.advanceTimersByTimeAsync(100 * lateAfterMs);
  await Promise.all(all);
});

test('what fails gives its place back and says so', async () => {
  const failing = Array.from({ length: room.places }, (_, i) =>
    line.run({ chatId: i, receiver: `${i}.example` }, () => Promise.reject(new Error('gone'))),
  );
  expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true);
  await Promise.all([ask(good, 0), vi.advanceTimersByTimeAsync(1)]);
  expect(begun).toEqual([good]);
});
