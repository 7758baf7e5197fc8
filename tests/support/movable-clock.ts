import type { Clock } from '../../api/process/clock.ts';

/** A clock that stands still until the test moves it. */
export interface MovableClock extends Clock {
  /** So much time passes. */
  move(ms: number): void;
  /** Someone sets the clock on the wall: no time passes. */
  set(byMs: number): void;
}

export function movableClock(startMs = 1_000_000): MovableClock {
  let now = startMs;
  let monotonic = startMs;
  return {
    now: () => now,
    monotonic: () => monotonic,
    move(ms) {
      now += ms;
      monotonic += ms;
    },
    set(byMs) {
      now += byMs;
    },
  };
}
