import { expect, test } from 'vitest';
import { openEvery } from '../../api/process/open-every.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('a gate lets through all of one turn, then together all who come within its time, and never sooner', async () => {
  const ms = 5;
  const gate = openEvery(ms);
  expect([gate(), gate()]).toEqual([undefined, undefined]);
  await nextTurn();
  const startedAt = performance.now();
  const later = [gate(), gate()];
  expect(later[0]).toBeInstanceOf(Promise);
  await Promise.all(later);
  // A timer may be a millisecond early.
  expect(performance.now() - startedAt).toBeGreaterThan(ms - 2);
  expect(gate()).toBeUndefined();
});

test('no more go through at once than may, the others in their order each time that it opens', async () => {
  const gate = openEvery(1, 2);
  const through: number[] = [];
  const come = async (who: number) => {
    await gate();
    through.push(who);
  };
  const all = [1, 2, 3, 4, 5].map(come);
  await nextTurn();
  expect(through).toEqual([1, 2]);
  await all[2];
  expect(through).toEqual([1, 2, 3, 4]);
  await all[4];
  expect(through).toEqual([1, 2, 3, 4, 5]);
});

test('however many wait, a sixteenth of them goes through each time', async () => {
  const gate = openEvery(1, 1);
  gate();
  let through = 0;
  const all = Array.from({ length: 64 }, async () => {
    await gate();
    through += 1;
  });
  await all[0];
  expect(through).toBe(4);
  await Promise.all(all);
});
