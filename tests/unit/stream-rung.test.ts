import { expect, test } from 'vitest';
import {
  mayStream,
  type StreamOutcome,
  type StreamRung,
  startStreamRung,
  stepStream,
} from '../../web/net/transport/stream-rung.ts';

// Contract, section 6, point 10.

const nowMs = 1e12;
const minute = 60_000;
const held = { kind: 'held' } as const;
const cutAfter = (livedMs: number, isTold = false) => ({ kind: 'ended', livedMs, isTold }) as const;

const after = (...outcomes: StreamOutcome[]): StreamRung =>
  outcomes.reduce((rung, outcome) => stepStream(rung, outcome, nowMs), startStreamRung(0));

/** After how many minutes of 40 a stream may be tried first, where polls are held as long as advised; null: in none. */
function firstTry(rung: StreamRung): number | null {
  const minutes = Array.from({ length: 41 }, (_, i) => i);
  return minutes.find((at) => mayStream(rung, { waitMs: 25_000, nowMs: nowMs + at * minute })) ?? null;
}

test('it climbs where polls are held as long as advised, or where five more were answered in a row', () => {
  const short = { waitMs: 5000, nowMs };
  expect(mayStream(after(), { waitMs: 25_000, nowMs })).toBe(true);
  expect(mayStream(after(...Array(4).fill(held)), short)).toBe(false);
  expect(mayStream(after(...Array(5).fill(held)), short)).toBe(true);
  expect(mayStream(after(...Array(4).fill(held), { kind: 'failed' }, held), short)).toBe(false);
});

test.for<[string, StreamOutcome[], number]>([
  ['a stream that is gathered is tried again after 30 minutes', [{ kind: 'gathered' }], 30],
  ['so is one that was cut twice within a minute', [cutAfter(9000), cutAfter(59_000)], 30],
  ['one that was cut once is asked for at once', [cutAfter(9000)], 0],
  ['one that lives longer forgives', [cutAfter(9000), cutAfter(70_000), cutAfter(9000)], 0],
  ['so does one that ends as the server has said', [cutAfter(9000), cutAfter(5000, true), cutAfter(9000)], 0],
  ['a refusal is for a minute', [{ kind: 'refused', retryAfterMs: null }], 1],
  ['and for as long as the server asks', [{ kind: 'refused', retryAfterMs: 5 * minute }], 5],
])('%s', ([, outcomes, minutes]) => {
  expect(firstTry(after(...outcomes))).toBe(minutes);
});

test('what is remembered over a reload counts, unless the clock was put back since', () => {
  expect(firstTry(startStreamRung(nowMs + 10 * minute))).toBe(10);
  expect(firstTry(startStreamRung(nowMs + 1e9))).toBe(0);
});
