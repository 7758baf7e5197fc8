import { inspect } from 'node:util';

interface UntilOptions<T> {
  /** What is waited for, as the end of "Not within 5000 ms: ...". */
  what: string;
  deadlineMs?: number;
  /** When what was seen is good enough; by default when it is truthy. */
  is?: (seen: T) => boolean;
}

// Short enough that waiting costs a test next to nothing, long enough to leave the processor to what is awaited: an eighth of the time
// that has gone by.
const pollMs = { least: 15, most: 100, share: 1 / 8 };

/**
 * Looks again and again until what it sees will do, and returns that. A look that throws counts as "not yet", so
 * it may hold `expect` calls. At the deadline it throws an error that shows what it saw last.
 */
export async function until<T>(look: () => T | Promise<T>, options: UntilOptions<T>): Promise<T> {
  const { what, deadlineMs = 5_000, is = Boolean } = options;
  const startedAt = performance.now();
  for (;;) {
    const attempt = await tryOnce(look);
    if ('seen' in attempt && is(attempt.seen)) return attempt.seen;
    const waitedMs = performance.now() - startedAt;
    if (waitedMs >= deadlineMs) throw notInTime({ what, deadlineMs, attempt });
    const pauseMs = Math.min(pollMs.most, Math.max(pollMs.least, waitedMs * pollMs.share));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

type Attempt<T> = { seen: T } | { error: unknown };

async function tryOnce<T>(look: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { seen: await look() };
  } catch (error) {
    return { error };
  }
}

function notInTime(report: { what: string; deadlineMs: number; attempt: Attempt<unknown> }): Error {
  const { what, deadlineMs, attempt } = report;
  const last = 'error' in attempt ? `an error: ${attempt.error}` : inspect(attempt.seen, { depth: 5 });
  return new Error(`Not within ${deadlineMs} ms: ${what}. Last seen: ${last}`);
}
