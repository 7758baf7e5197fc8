import type { Ladder, Outcome, Rung } from '../../web/net/transport/ladder.ts';
import { startLadder, step } from '../../web/net/transport/ladder.ts';

/** What a server advises that holds polls. */
export const long = { mode: 'long', wait: 25, interval: 3, retry: 0 } as const;

interface Told extends Partial<Extract<Outcome, { kind: 'answered' }>> {
  isHidden?: boolean;
  random?: number;
}

/** A client on a clock of its own, with chances that are always in the middle. */
export function climber(from: Ladder = startLadder(null)) {
  let rung: Rung = { ladder: from, pauseMs: 0, isWakeable: true };
  let nowMs = 1_000_000;
  const go = (outcome: Outcome, { isHidden = false, random = 0.5 }: Told = {}): Rung => {
    nowMs += outcome.tookMs;
    rung = step(rung.ladder, outcome, { nowMs, random, isHidden, mayHold: true });
    nowMs += rung.pauseMs;
    return rung;
  };
  const answered = (told: Told = {}) =>
    go({ kind: 'answered', tookMs: 20, isEmpty: true, hasMore: false, advice: long, ...told }, told);
  return {
    answered,
    /** A hold that the server answers with nothing when its time is up, a little shortened. */
    heldOut: () => answered({ tookMs: rung.ladder.waitMs * 0.92 }),
    failed: (tookMs: number, retryAfterMs: number | null = null) =>
      go({ kind: 'failed', tookMs, retryAfterMs }),
    ended: (tookMs: number) => go({ kind: 'ended', tookMs }),
    pass(ms: number) {
      nowMs += ms;
    },
    waitMs: () => rung.ladder.waitMs,
    ladder: () => rung.ladder,
  };
}

/** On the third rung: holding as long as the server advises. */
export function live() {
  const it = climber();
  it.answered();
  it.answered();
  it.heldOut();
  it.heldOut();
  return it;
}
