import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Outcome, type Rung, startLadder, step } from '../../web/net/transport/ladder.ts';
import { climber, live, long } from './climber.ts';

// Contract, section 6, points 5 to 7.

describe('interval polling', () => {
  const quiet = { advice: { ...long, mode: 'interval' } } as const;

  test('asks every 2 to 3 s while talk goes on, and slows down by half to 10 s', () => {
    const it = climber();
    expect(it.answered({ ...quiet, isEmpty: false }).pauseMs).toBe(2500);
    const pauses = [1, 2, 3, 4, 5].map(() => it.answered(quiet).pauseMs);
    expect(pauses).toEqual([3750, 5625, 8437.5, 10_000, 10_000]);
    expect(it.answered({ ...quiet, isEmpty: false }).pauseMs).toBe(2500);
  });

  test('takes up the pace that a server is set to from its first answer on', () => {
    const it = climber();
    const quick = { advice: { ...quiet.advice, interval: 0.6 } };
    expect([1, 2, 3].map(() => Math.round(it.answered(quick).pauseMs))).toEqual([750, 1125, 1688]);
    expect(it.answered({ ...quick, isEmpty: false }).pauseMs).toBe(500);
  });

  test('asks once a minute where nobody looks, after a beginning at the pace of any page', () => {
    const it = climber();
    const pauses = [1, 2, 3, 4, 5].map(() => it.answered({ ...quiet, isHidden: true }).pauseMs);
    expect(pauses).toEqual([3750, 5625, 8437.5, 60_000, 60_000]);
  });

  test('a page that is opened out of sight holds its third poll, as any does', () => {
    const it = climber();
    expect(it.answered({ isHidden: true }).pauseMs).toBeLessThan(5000);
    expect(it.answered({ isHidden: true }).ladder.waitMs).toBe(5000);
  });

  test('spreads by 15 % both ways', () => {
    expect(climber().answered({ ...quiet, isEmpty: false, random: 0 }).pauseMs).toBe(2125);
    expect(climber().answered({ ...quiet, isEmpty: false, random: 1 }).pauseMs).toBe(2875);
  });

  test('goes on at once when there is more', () => {
    expect(climber().answered({ ...quiet, isEmpty: false, hasMore: true }).pauseMs).toBe(230);
  });

  test('a 304 keeps the advice of before', () => {
    const it = climber();
    it.answered();
    expect(it.answered({ advice: null }).ladder.waitMs).toBe(5000);
  });
});

test('failures wait longer and longer, up to a minute, and as long as the server says', () => {
  const it = climber();
  const pauses = Array.from({ length: 9 }, () => it.failed(5).pauseMs);
  expect(pauses).toEqual([750, 1500, 3000, 6000, 12_000, 24_000, 45_000, 45_000, 45_000]);
  const busy = it.failed(5, 7000);
  expect(busy).toMatchObject({ pauseMs: 7500, isWakeable: false });
});

test('a server that goes away is given the time that it names', () => {
  const it = live();
  const rung = it.answered({ tookMs: 900, advice: { ...long, retry: 4 } });
  expect(rung).toMatchObject({ pauseMs: 4000, isWakeable: false, ladder: { isHolding: true } });
});

test('a poll that was ended to look at once is followed by a plain one, and holding goes on after it', () => {
  const it = live();
  expect(it.ended(8000)).toMatchObject({ pauseMs: 0, ladder: { waitMs: 0, isHolding: true } });
  expect(it.answered().ladder.waitMs).toBe(25_000);
});

test('whatever happens, polls keep their distance and holds their bounds', () => {
  const tookMs = fc.integer({ min: 0, max: 40_000 });
  const outcome: fc.Arbitrary<Outcome> = fc.oneof(
    fc.record({
      kind: fc.constant('answered' as const),
      tookMs,
      isEmpty: fc.boolean(),
      hasMore: fc.boolean(),
      advice: fc.option(
        fc.record({
          mode: fc.constantFrom('long' as const, 'interval' as const),
          wait: fc.integer({ min: 1, max: 55 }),
          interval: fc.integer({ min: 1, max: 30 }),
          retry: fc.integer({ min: 0, max: 5 }),
        }),
      ),
    }),
    fc.record({ kind: fc.constant('failed' as const), tookMs, retryAfterMs: fc.option(fc.nat(90_000)) }),
    fc.record({ kind: fc.constant('ended' as const), tookMs }),
  );
  const random = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(outcome, random, fc.boolean()), { maxLength: 60 }), (story) => {
      let rung: Rung = { ladder: startLadder(null), pauseMs: 0, isWakeable: true };
      let [nowMs, quicks] = [0, 0];
      for (const [told, chance, isHidden] of story) {
        nowMs += told.tookMs;
        rung = step(rung.ladder, told, { nowMs, random: chance, isHidden, mayHold: true });
        nowMs += rung.pauseMs;
        quicks = told.tookMs + rung.pauseMs < 250 ? quicks + 1 : 0;
        expect(quicks).toBeLessThanOrEqual(3);
        const { waitMs, advice, isHolding } = rung.ladder;
        expect(waitMs).toBeLessThanOrEqual(advice.wait * 1000);
        expect(waitMs % 1000).toBe(0);
        if (waitMs > 0) expect(isHolding).toBe(true);
        const cap = told.kind === 'failed' ? (told.retryAfterMs ?? 60_000) + 1000 : 69_000;
        expect(rung.pauseMs).toBeLessThanOrEqual(cap);
      }
    }),
  );
});
