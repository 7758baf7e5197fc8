import type { Timer } from '../../web/browser/pause.ts';

interface Due {
  at: number;
  callback(): void;
}

/** A clock that moves when the test says so. */
export interface ManualTimer {
  timer: Timer;
  /** What is being waited for now, in ms from now, the nearest first. */
  waits(): number[];
  /** Lets time pass, and whatever is due happen; then lets promises settle. */
  pass(ms: number): Promise<void>;
}

export function createManualTimer(): ManualTimer {
  let now = 0;
  let pending: Due[] = [];
  return {
    timer(callback, ms) {
      const due = { at: now + ms, callback };
      pending.push(due);
      return () => {
        pending = pending.filter((other) => other !== due);
      };
    },
    waits: () => pending.map(({ at }) => at - now).sort((a, b) => a - b),
    async pass(ms) {
      now += ms;
      const due = pending.filter(({ at }) => at <= now);
      pending = pending.filter(({ at }) => at > now);
      for (const { callback } of due) callback();
      await settled();
    },
  };
}

/** All promises that need nothing from outside have settled: they run before the next macrotask. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
