import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from '../../web/net/backoff.ts';

const after = [1, 2, 3, 4, 5, 6, 7, 50];

test('waits longer after each failure, never more than a minute, and never the same for all', () => {
  const shortest = after.map((failures) => backoffMs({ failures, retryAfterMs: null, random: 0 }));
  const longest = after.map((failures) => backoffMs({ failures, retryAfterMs: null, random: 1 }));
  expect(shortest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
});

test('never comes back before the time that the server named, up to ten minutes', () => {
  fc.assert(
    fc.property(
      fc.nat(600_000),
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (retryAfterMs, failures, random) => backoffMs({ failures, retryAfterMs, random }) >= retryAfterMs,
    ),
  );
});
