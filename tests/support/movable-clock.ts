import type { Clock } from '../../api/clock.ts';

/** A clock that stands still until the test moves it. */
export interface MovableClock extends Clock {
  move(ms: number): void;
}

export function movableClock(startMs = 1_000_000): MovableClock {
  let now = startMs;
  return {
    now: () => now,
    move(ms) {
      now += ms;
    },
  };
}
