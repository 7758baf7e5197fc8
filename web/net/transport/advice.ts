import { maxAskedMs } from '../backoff.ts';
import type { PollAdvice } from '../wire.ts';

/** As the contract bounds it (section 5). */
const maxWaitS = 55;
/** As often as a server may be set to advise it; the ladder has a floor of its own. */
const minIntervalS = 0.2;
/** A page that asks less often than that is no longer a talk. */
const maxIntervalS = 300;

/** What a server advises, within what a page can follow: a timer of 25 days is one of none, and one of NaN as well. */
export function soundAdvice(advice: PollAdvice | null | undefined, before: PollAdvice): PollAdvice {
  const { mode, wait, interval, retry }: Partial<PollAdvice> = Object(advice);
  return {
    mode: mode === 'long' ? 'long' : 'interval',
    wait: within(wait, 1, maxWaitS, before.wait),
    interval: within(interval, minIntervalS, maxIntervalS, before.interval),
    retry: within(retry, 0, maxAskedMs / 1000, 0),
  };
}

function within(value: unknown, min: number, max: number, otherwise: number): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return otherwise;
  return Math.min(max, Math.max(min, value));
}
