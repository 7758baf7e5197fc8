/** Time as it is passed in, so that tests can move it. */
export interface Clock {
  /** Unix time in milliseconds: for what is written down or shown. It may be set, and then it jumps, also back. */
  now(): number;
  /** Milliseconds since some moment, never going back: for how long things last. Means nothing to another process. */
  monotonic(): number;
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
