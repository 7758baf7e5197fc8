import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { Deadlines } from '../../api/log/waiting/deadlines.ts';
import { movableClock } from '../support/movable-clock.ts';

/** The contract promises holds to the second; a tenth of it is what one timer for all costs. */
const mayBeLateMs = 100;

afterEach(() => {
  vi.useRealTimers();
});

test('every deadline comes once, never early and at most a tick late; a cancelled one never', () => {
  const item = fc.record({
    addedAtMs: fc.nat(3000),
    afterMs: fc.integer({ min: -200, max: 2000 }),
    cancelledAfterMs: fc.option(fc.nat(2500), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 40 }), fc.nat(99), (items, phaseMs) => {
      const clock = movableClock(1_000_000 + phaseMs);
      const start = clock.monotonic();
      const calls = new Map<number, number[]>();
      const deadlines = new Deadlines<number>(clock, (i) =>
        calls.set(i, [...(calls.get(i) ?? []), clock.monotonic() - start]),
      );
      const ticks = new Map<number, number>();
      for (let ms = 0; ms <= 8000; ms += 10) {
        for (const [i, each] of items.entries()) {
          if (atStep(each.addedAtMs) === ms) ticks.set(i, deadlines.add(i, start + ms + each.afterMs));
          const tick = ticks.get(i);
          const isCancelled = each.cancelledAfterMs !== null;
          if (isCancelled && tick !== undefined && ms === cancelledAt(each)) deadlines.cancel(i, tick);
        }
        if (ms % 100 === 0) deadlines.tick();
        clock.move(10);
      }
      for (const [i, each] of items.entries()) {
        const called = calls.get(i) ?? [];
        const dueMs = atStep(each.addedAtMs) + Math.max(0, each.afterMs);
        if (each.cancelledAfterMs !== null && cancelledAt(each) <= dueMs) expect(called).toEqual([]);
        else if (each.cancelledAfterMs === null) expect(called).toHaveLength(1);
        for (const calledMs of called) {
          expect(calledMs).toBeGreaterThanOrEqual(dueMs);
          // The test's own ticks come every 100 ms, out of step with the buckets.
          expect(calledMs).toBeLessThanOrEqual(dueMs + 2 * mayBeLateMs);
        }
      }
      deadlines.stop();
    }),
    { numRuns: 40 },
  );
});

function atStep(ms: number): number {
  return Math.round(ms / 10) * 10;
}

function cancelledAt(item: { addedAtMs: number; cancelledAfterMs: number | null }): number {
  return atStep(item.addedAtMs) + atStep(item.cancelledAfterMs ?? 0);
}

test('ten thousand deadlines share one timer, and nothing that waits means none', () => {
  vi.useFakeTimers();
  const clock = { now: () => Date.now(), monotonic: () => Date.now() };
  let called = 0;
  const deadlines = new Deadlines<number>(clock, () => (called += 1));
  for (let i = 0; i < 10_000; i += 1) deadlines.add(i, clock.monotonic() + 1000 + (i % 1000));
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(2200);
  expect(called).toBe(10_000);
  expect(vi.getTimerCount()).toBe(0);
  // And it starts again, from the present.
  vi.advanceTimersByTime(60_000);
  deadlines.add(1, clock.monotonic() + 50);
  vi.advanceTimersByTime(200);
  expect(called).toBe(10_001);
});

test('a clock that is set back or ahead neither strands what waits nor ends it early', () => {
  const clock = movableClock();
  const called: string[] = [];
  const deadlines = new Deadlines<string>(clock, (item) => called.push(item));
  deadlines.add('before', clock.monotonic() + 1000);
  clock.set(-3_600_000);
  deadlines.add('after', clock.monotonic() + 1000);
  clock.move(900);
  deadlines.tick();
  clock.set(7_200_000);
  deadlines.tick();
  expect(called).toEqual([]);
  clock.move(200);
  deadlines.tick();
  expect(called).toEqual(['before', 'after']);
  deadlines.stop();
});

test('a clock that jumps ahead, as after a sleep, ends everything that is due', () => {
  const clock = movableClock();
  const called: string[] = [];
  const deadlines = new Deadlines<string>(clock, (item) => called.push(item));
  deadlines.add('soon', clock.monotonic() + 1000);
  deadlines.add('later', clock.monotonic() + 50_000);
  deadlines.add('tomorrow', clock.monotonic() + 100_000_000);
  clock.move(3_600_000);
  deadlines.tick();
  expect(called).toEqual(['soon', 'later']);
  deadlines.stop();
});
