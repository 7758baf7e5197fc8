import { expect, test, vi } from 'vitest';
import { browserTimer } from '../../web/browser/pause.ts';
import { backoffMs, maxAskedMs } from '../../web/net/backoff.ts';
import { readRetryAfter } from '../../web/net/retry-after.ts';

const nowMs = Date.parse('2026-11-24T12:00:00Z');
const read = (headers: Record<string, string>) => readRetryAfter(new Headers(headers), nowMs);

test.for([
  ['0', 0],
  ['30', 30_000],
  [' 7 ', 7000],
  ['3456000', 3_456_000_000],
  ['Tue, 24 Nov 2026 12:01:00 GMT', 60_000],
  ['Tuesday, 24-Nov-26 12:01:00 GMT', 60_000],
  ['Mon, 23 Nov 2026 12:00:00 GMT', 0],
  ['', null],
  ['-1', null],
  ['1.5', null],
  ['2 minutes', null],
  ['soon', null],
  ['Infinity', null],
] as const)('Retry-After: %j is %j ms', ([said, ms]) => {
  expect(read({ 'Retry-After': said })).toBe(ms);
});

test('a date is read by the clock that wrote it; without the header there is no word', () => {
  const said = { 'Retry-After': 'Tue, 24 Nov 2026 18:01:00 GMT', Date: 'Tue, 24 Nov 2026 18:00:00 GMT' };
  expect(read(said)).toBe(60_000);
  expect(read({})).toBe(null);
});

test('however far off the server names its time, nobody waits longer than ten minutes, nor less', () => {
  for (const retryAfterMs of [maxAskedMs, 1e8, 2 ** 31, 1e15, Number.POSITIVE_INFINITY]) {
    const waitMs = backoffMs({ failures: 1, retryAfterMs, random: 0 });
    expect(waitMs).toBe(10 * 60_000);
  }
});

test('a timer that would be longer than a browser can count does not fire at once', () => {
  vi.useFakeTimers();
  try {
    let fired = false;
    const cancel = browserTimer(() => {
      fired = true;
    }, 1e12);
    vi.advanceTimersByTime(20 * 86_400_000);
    expect(fired).toBe(false);
    cancel();
  } finally {
    vi.useRealTimers();
  }
});
