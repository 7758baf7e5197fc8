import { expect, test } from 'vitest';
import { openEvery } from '../../api/process/open-every.ts';

test('a gate lets through all of one turn, then together all who come within its time, and never sooner', async () => {
  const ms = 5;
  const gate = openEvery(ms);
  expect([gate(), gate()]).toEqual([undefined, undefined]);
  await new Promise((resolve) => setImmediate(resolve));
  const startedAt = performance.now();
  const later = gate();
  expect(later).toBeInstanceOf(Promise);
  expect(gate()).toBe(later);
  await later;
  // A timer may be a millisecond early.
  expect(performance.now() - startedAt).toBeGreaterThan(ms - 2);
  expect(gate()).toBeUndefined();
});
