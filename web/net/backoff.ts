const firstMs = 1000;
/** Contract, section 6, point 6: a server that comes back is noticed within a minute by a person who does nothing. */
const maxMs = 60_000;

/** No server needs a longer rest, and no clock that a proxy's date was read by is that wrong on purpose. */
export const maxAskedMs = 10 * 60_000;

export interface Setback {
  /** Failures in a row, from 1. */
  failures: number;
  /** What the server asked for, or null. */
  retryAfterMs: number | null;
  /** 0 to 1. */
  random: number;
}

/**
 * How long to wait before the next attempt. Doubles with each failure; half of it is random, because all the clients
 * that a restart cut off would otherwise return in step. The server's own word is a lower bound, spread upwards,
 * as far as it makes sense.
 */
export function backoffMs({ failures, retryAfterMs, random }: Setback): number {
  if (retryAfterMs !== null) return Math.min(maxAskedMs, retryAfterMs) + random * firstMs;
  const ceilingMs = Math.min(maxMs, firstMs * 2 ** (failures - 1));
  return ceilingMs * (0.5 + random / 2);
}
