import { backoffMs } from '../backoff.ts';
import type { PollAdvice } from '../wire.ts';
import { soundAdvice } from './advice.ts';
import { commonCutMs, sameDeathMs } from './shared-cut.ts';

/** Contract, section 6: how a client climbs from interval polling to held polls, and falls back. Pure. */

/** Also a burst of news leads to no more than four polls a second. */
const floorMs = 250;
/** An answer right after a message of one's own must not wait for that: so many holds may follow at once. */
const maxQuicks = 3;
/** The first holds; after them as long as the server advises. */
const firstHoldsS = [5, 10];
/** Successful polls in a row that prove the path. */
const proofsNeeded = 2;
const climbAgainMs = 60_000;
const rememberCutMs = 30 * 60_000;
const cutShare = 0.8;
/** What ends sooner was never held: refused, answered by something in between, or not connected at all. */
const instantMs = 1000;
const maxInstants = 5;
const maxFailedHolds = 2;
/** Interval polling: of the advised interval while talk goes on, up to `idleMs` when nobody says anything. */
const talkShare = 5 / 6;
const idleFactor = 1.5;
const idleMs = 10_000;
const hiddenMs = 60_000;
/** Also out of sight a page proves the path, and comes to its first news, at the pace of any: so many plain polls. */
const briskProofs = 4;
const jitterShare = 0.15;

/** Where a proxy was found to cut. Worth keeping over a reload. */
export interface Cut {
  /** As long as a poll may be held without being cut. */
  holdMs: number;
  untilMs: number;
}

export interface Ladder {
  /** Whether polls are held now. */
  isHolding: boolean;
  /** What the poll under way was told to wait; 0 is a plain one. */
  waitMs: number;
  /** How many of the first holds have been passed. */
  passedHolds: number;
  /** Plain polls that succeeded in a row. */
  proofs: number;
  /** Not to be tried with holds before. */
  climbAtMs: number;
  /** Polls of any kind that failed in a row. */
  failures: number;
  failedHolds: number;
  /** Holds in a row that were answered instantly with nothing. */
  instants: number;
  /** Holds in a row that were answered in less than the time between two polls. */
  quicks: number;
  /** After how long the last hold died; null: none did since one outlived it. */
  deathMs: number | null;
  cut: Cut | null;
  /** From the end of a plain poll to the next, before jitter. */
  intervalMs: number;
  advice: PollAdvice;
}

/**
 * How a poll went. `ended`: we ended it ourselves to ask anew, which tells nothing. `lost`: it was answered with what nobody
 * can read, so many `times` in a row. `advice` null: as before.
 */
export type Outcome =
  | { kind: 'answered'; tookMs: number; isEmpty: boolean; hasMore: boolean; advice: PollAdvice | null }
  | { kind: 'failed'; tookMs: number; retryAfterMs: number | null }
  | { kind: 'lost'; tookMs: number; times: number }
  | { kind: 'ended'; tookMs: number };

export interface Circumstances {
  nowMs: number;
  /** 0 to 1. */
  random: number;
  /** Nobody is looking. */
  isHidden: boolean;
  /** Whether a poll may be held at all right now. */
  mayHold: boolean;
}

/** What to do: pause, then ask with `ladder.waitMs`. */
export interface Rung {
  ladder: Ladder;
  pauseMs: number;
  /** Whether a wake-up may cut the pause short; not so when the server itself named the time. */
  isWakeable: boolean;
}

const firstAdvice: PollAdvice = { mode: 'interval', wait: 25, interval: 3, retry: 0 };

export function startLadder(cut: Cut | null): Ladder {
  return {
    isHolding: false,
    waitMs: 0,
    passedHolds: 0,
    proofs: 0,
    climbAtMs: 0,
    failures: 0,
    failedHolds: 0,
    instants: 0,
    quicks: 0,
    deathMs: null,
    cut,
    intervalMs: talkShare * firstAdvice.interval * 1000,
    advice: firstAdvice,
  };
}

/** The next rung after a poll went as it did. */
export function step(ladder: Ladder, outcome: Outcome, now: Circumstances): Rung {
  if (outcome.kind === 'failed') return stepFailed(ladder, outcome, now);
  if (outcome.kind === 'ended') {
    // Ended to hear at once how things are; a hold would be silent about that until its end.
    return { ladder: { ...ladder, waitMs: 0 }, pauseMs: restMs(outcome), isWakeable: true };
  }
  if (outcome.kind === 'lost') {
    const pauseMs = backoffMs({ failures: outcome.times + 1, retryAfterMs: null, random: now.random });
    return { ladder: { ...ladder, waitMs: 0 }, pauseMs, isWakeable: true };
  }
  const after =
    ladder.waitMs > 0 ? stepHeld(ladder, outcome, now.nowMs) : stepPlain(ladder, outcome, now.nowMs);
  const isHeld = after.isHolding && now.mayHold;
  const next = { ...after, failures: 0, waitMs: isHeld ? holdMs(after, now) : 0 };
  const { retry } = next.advice;
  if (retry > 0) return { ladder: next, pauseMs: retry * 1000, isWakeable: false };
  if (isHeld) return { ladder: next, pauseMs: holdPauseMs(next, outcome), isWakeable: true };
  const pauseMs = outcome.hasMore ? restMs(outcome) : intervalPauseMs(next, now);
  return { ladder: next, pauseMs, isWakeable: true };
}

type Answered = Extract<Outcome, { kind: 'answered' }>;
type Failed = Extract<Outcome, { kind: 'failed' }>;

function stepPlain(ladder: Ladder, outcome: Answered, nowMs: number): Ladder {
  const proven = { ...heed(ladder, outcome), proofs: ladder.proofs + 1, quicks: 0 };
  // After a hold that failed: the path is fine, so go on holding.
  if (ladder.isHolding) return proven;
  const mayClimb =
    proven.advice.mode === 'long' && proven.proofs >= proofsNeeded && nowMs >= ladder.climbAtMs;
  return { ...proven, isHolding: mayClimb };
}

function stepHeld(before: Ladder, outcome: Answered, nowMs: number): Ladder {
  const ladder = heed(before, outcome);
  const { tookMs, isEmpty } = outcome;
  // The server is over a cap: degraded, not refused.
  if (ladder.advice.mode === 'interval') return stepDown(ladder, nowMs);
  const isInstant = isEmpty && tookMs < instantMs && ladder.advice.retry === 0;
  const instants = isInstant ? ladder.instants + 1 : 0;
  if (instants >= maxInstants) return stepDown(ladder, nowMs);
  // The server shortens a wait by up to a tenth. News before that proves nothing about holding longer.
  const isPassed = tookMs >= ladder.waitMs * 0.85;
  const hasOutlived = ladder.deathMs !== null && tookMs > ladder.deathMs + sameDeathMs;
  return {
    ...ladder,
    instants,
    quicks: tookMs < floorMs ? ladder.quicks + 1 : 0,
    failedHolds: 0,
    passedHolds: isPassed ? ladder.passedHolds + 1 : ladder.passedHolds,
    deathMs: hasOutlived ? null : ladder.deathMs,
  };
}

/** After any failure a plain poll is next: it tells at once whether the line is there, and brings what was missed. */
function stepFailed(
  ladder: Ladder,
  { tookMs, retryAfterMs }: Failed,
  { nowMs, random }: Circumstances,
): Rung {
  const failures = ladder.failures + 1;
  const failed = ladder.waitMs > 0 ? holdFailed(ladder, tookMs, nowMs) : lineFailed(ladder);
  return {
    ladder: { ...failed, failures, waitMs: 0 },
    pauseMs: Math.max(floorMs, backoffMs({ failures, retryAfterMs, random })),
    isWakeable: retryAfterMs === null,
  };
}

/** A plain poll fails as well: then it was the line, and the holds before it are free of blame. */
function lineFailed(ladder: Ladder): Ladder {
  return { ...ladder, proofs: 0, failedHolds: 0, deathMs: null };
}

function holdFailed(ladder: Ladder, tookMs: number, nowMs: number): Ladder {
  const isDeath = tookMs >= instantMs;
  const cutMs = isDeath ? commonCutMs(tookMs, ladder.deathMs, ladder.waitMs) : null;
  if (cutMs !== null) {
    const cut = { holdMs: Math.round(cutMs * cutShare), untilMs: nowMs + rememberCutMs };
    return { ...ladder, cut, deathMs: null, failedHolds: 0 };
  }
  const failedHolds = ladder.failedHolds + 1;
  const failed = { ...ladder, failedHolds, deathMs: isDeath ? tookMs : ladder.deathMs };
  return failedHolds >= maxFailedHolds ? stepDown(failed, nowMs) : failed;
}

function stepDown(ladder: Ladder, nowMs: number): Ladder {
  const climbAtMs = nowMs + climbAgainMs;
  return { ...ladder, isHolding: false, proofs: 0, passedHolds: 0, instants: 0, failedHolds: 0, climbAtMs };
}

/** Takes over what the server advises, and how lively the talk is. */
function heed(ladder: Ladder, { isEmpty, advice }: Answered): Ladder {
  const heeded = advice ? soundAdvice(advice, firstAdvice) : { ...ladder.advice, retry: 0 };
  const talkMs = talkShare * heeded.interval * 1000;
  const isNewPace = heeded.interval !== ladder.advice.interval;
  const slowedMs = Math.max(talkMs, Math.min(idleMs, (isNewPace ? talkMs : ladder.intervalMs) * idleFactor));
  return { ...ladder, advice: heeded, intervalMs: isEmpty ? slowedMs : talkMs };
}

function holdPauseMs({ quicks }: Ladder, outcome: Answered): number {
  return quicks > 0 && quicks <= maxQuicks && !outcome.isEmpty ? 0 : restMs(outcome);
}

function restMs({ tookMs }: Outcome): number {
  return Math.max(0, floorMs - tookMs);
}

function holdMs({ advice, passedHolds, cut }: Ladder, { nowMs }: Circumstances): number {
  const wantedMs = Math.min(firstHoldsS[passedHolds] ?? advice.wait, advice.wait) * 1000;
  const isCut = cut !== null && nowMs < cut.untilMs;
  // The server takes whole seconds.
  return Math.max(1, Math.floor((isCut ? Math.min(wantedMs, cut.holdMs) : wantedMs) / 1000)) * 1000;
}

function intervalPauseMs({ intervalMs, proofs }: Ladder, { random, isHidden }: Circumstances): number {
  const spread = 1 + (random * 2 - 1) * jitterShare;
  return Math.max(floorMs, (isHidden && proofs >= briskProofs ? hiddenMs : intervalMs) * spread);
}
