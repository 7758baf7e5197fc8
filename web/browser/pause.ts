import { wakeup } from './wakeups.ts';

/** Calls back after a time; returns what calls it off. Injected, so that tests own the clock. */
export type Timer = (callback: () => void, ms: number) => () => void;

export interface PauseOptions {
  signal: AbortSignal;
  /** Whether a wake-up may cut it short; not so when the server itself named the time. */
  isWakeable?: boolean;
}

/** Resolves when the time is over, a wake-up comes or the signal ends it, whichever is first; never rejects. */
export type Pause = (ms: number, options: PauseOptions) => Promise<void>;

export function createPause(timer: Timer, wakeups: EventTarget): Pause {
  return (ms, { signal, isWakeable = true }) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const over = new AbortController();
      const end = () => {
        cancelTimer();
        over.abort();
        resolve();
      };
      const cancelTimer = timer(end, ms);
      signal.addEventListener('abort', end, { signal: over.signal });
      if (isWakeable) wakeups.addEventListener(wakeup, end, { signal: over.signal });
    });
}

/** What a browser's timer counts in: beyond 2^31 - 1 ms it fires at once. */
const maxTimerMs = 2 ** 31 - 1;

export const browserTimer: Timer = (callback, ms) => {
  const id = setTimeout(callback, Math.min(ms, maxTimerMs));
  return () => clearTimeout(id);
};
