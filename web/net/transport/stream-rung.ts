/** Contract, section 6, point 10: when a client climbs from held polls to a stream, and when it comes down. Pure. */

/** A hold as long as this was not cut: long-polling has proven itself. */
const fullHoldMs = 20_000;
/** The same where talk ends each hold before; with those before this is fetched it is eight. */
const provenHolds = 5;
/** What is cut sooner costs more than polls that are held. */
const shortLifeMs = 60_000;
const maxShortLives = 2;
const rememberMs = 30 * 60_000;
const askAgainMs = 60_000;

export interface StreamRung {
  /** Held polls that were answered in a row. */
  holds: number;
  /** Streams in a row that were cut early. */
  shortLives: number;
  /** Not to be tried before, in Unix milliseconds. */
  notBeforeMs: number;
}

/**
 * `held`: a held poll was answered; `failed`: it was not. `gathered`: it did not come in pieces. `refused`: another answer came, with a word when to come again
 * or without. `ended`: after so long, and where it was `told` the server had said that it would.
 */
export type StreamOutcome =
  | { kind: 'held' }
  | { kind: 'failed' }
  | { kind: 'gathered' }
  | { kind: 'refused'; retryAfterMs: number | null }
  | { kind: 'ended'; livedMs: number; isTold: boolean };

export function startStreamRung(notBeforeMs: number): StreamRung {
  return { holds: 0, shortLives: 0, notBeforeMs };
}

/** Whether a stream is to be asked for in place of a poll that would be held so long. */
export function mayStream(rung: StreamRung, { waitMs, nowMs }: { waitMs: number; nowMs: number }): boolean {
  const isProven = waitMs >= fullHoldMs || rung.holds >= provenHolds;
  // The clock was put back: what is remembered for longer than that was remembered by another clock.
  return isProven && (nowMs >= rung.notBeforeMs || rung.notBeforeMs > nowMs + rememberMs);
}

export function stepStream(rung: StreamRung, outcome: StreamOutcome, nowMs: number): StreamRung {
  if (outcome.kind === 'held') return { ...rung, holds: rung.holds + 1 };
  if (outcome.kind === 'failed') return { ...rung, holds: 0 };
  if (outcome.kind === 'gathered') return startStreamRung(nowMs + rememberMs);
  if (outcome.kind === 'refused') {
    return { ...rung, notBeforeMs: nowMs + Math.max(askAgainMs, outcome.retryAfterMs ?? 0) };
  }
  if (outcome.isTold || outcome.livedMs >= shortLifeMs) return { ...rung, shortLives: 0 };
  const shortLives = rung.shortLives + 1;
  return shortLives < maxShortLives ? { ...rung, shortLives } : startStreamRung(nowMs + rememberMs);
}
