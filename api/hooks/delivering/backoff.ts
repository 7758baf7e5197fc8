const secondMs = 1000;
const hourMs = 3600 * secondMs;
/** From the first try of an event on; then the hook is paused. */
export const patienceMs = 24 * hourMs;

const firstMs = 5 * secondMs;
const mostMs = hourMs;
/** Of each wait, so that those who failed together do not come back together. */
const jitter = 0.2;

/**
 * How long to wait after so many failed tries of an event: 5 s, twice as long each time, an hour at most. A receiver that names a
 * time (`Retry-After`, in milliseconds from now) is not asked before.
 */
export function waitAfter(tries: number, askedMs: number | null, random: number): number {
  const growing = Math.min(mostMs, firstMs * 2 ** Math.min(tries - 1, 20));
  const waitMs = growing * (1 + jitter * (2 * random - 1));
  return Math.max(waitMs, askedMs ?? 0);
}

/** RFC 9110, section 10.2.3: seconds or a date, a day at most; null for anything else, and for what has passed. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * secondMs : Date.parse(text) - nowMs;
  return ms > 0 ? Math.min(ms, patienceMs) : null;
}
