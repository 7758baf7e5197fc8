import { setTimeout as sleep } from 'node:timers/promises';
import { nanoid } from 'nanoid';
import type { Database } from '../../db/database.ts';
import type { Clock } from '../../process/clock.ts';
import type { Place } from '../place.ts';
import { toNumber, toPlace } from '../place-number.ts';
import { type Claim, isFree, keepLease, releaseLease, takeLease } from './queries.ts';

/** The time in which one node has a piece of work for itself. */
export interface Tenure {
  /** Up to where the work was done when it began; null when nobody ever did it. */
  readonly place: Place | null;
  /** Aborted when the time is over: another may be at work from then on. */
  readonly signal: AbortSignal;
  /** Asked before anything that two must not do: right also when this process was frozen, and no timer has told it yet. */
  isHeld(): boolean;
  /** All up to here is done. It is stored within a second, and at the end; what was done since is done once more after a crash. */
  doneTo(place: Place): void;
}

export interface Lease {
  /** Ends the work, and leaves it to another node at once. */
  stop(): Promise<void>;
}

export interface LeaseTerms {
  db: Database;
  clock: Pick<Clock, 'monotonic'>;
  /** Of the work: each name is one node's at a time. */
  name: string;
  /** Is told what `work` or the database threw; it is begun anew `lookMs` later. */
  onFailure(error: unknown): void;
  /** How long a node that died keeps others from it, and how often who waits for it looks. */
  pace?: { leaseMs: number; lookMs: number };
}

/** A node that dies is replaced after ten seconds, give or take two; a pause of the machine is most often shorter. */
const usualPace = { leaseMs: 10_000, lookMs: 2000 };

const keepEveryMs = 1000;

/**
 * Does `work` on one node at a time: on this one whenever nobody else does. It ends when its tenure is aborted; when it returns or throws
 * before, it is given up, and taken anew by whoever looks first.
 */
export function holdLease(
  { db, clock, name, onFailure, pace = usualPace }: LeaseTerms,
  work: (tenure: Tenure) => Promise<void>,
): Lease {
  const stopping = new AbortController();
  const claim = { name, holder: nanoid(12), leaseMs: pace.leaseMs };
  const tryOnce = async () => {
    if (!(await isFree(db, name))) return;
    const askedAt = clock.monotonic();
    const position = await takeLease(db, claim);
    if (position === undefined) return;
    await serve({ db, clock, claim }, { position, askedAt, stop: stopping.signal, onFailure }, work);
  };
  const holding = (async () => {
    while (!stopping.signal.aborted) {
      await tryOnce().catch(onFailure);
      await sleep(pace.lookMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await holding;
    },
  };
}

interface Taken {
  position: number | null;
  /** By the monotonic clock, before it was asked for: so this node takes it for over before another may have it. */
  askedAt: number;
  stop: AbortSignal;
  onFailure(error: unknown): void;
}

async function serve(
  { db, clock, claim }: Pick<LeaseTerms, 'db' | 'clock'> & { claim: Claim },
  { position, askedAt, stop, onFailure }: Taken,
  work: (tenure: Tenure) => Promise<void>,
): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([stop, over.signal]);
  const hasEnd = db.dialect === 'postgres';
  let keptAt = askedAt;
  let stored = position;
  let done = position;
  const isHeld = () => !signal.aborted && (!hasEnd || clock.monotonic() - keptAt < claim.leaseMs);

  const keep = async () => {
    const [at, position] = [clock.monotonic(), done];
    if (!(await keepLease(db, claim, position))) return over.abort();
    [keptAt, stored] = [at, position];
  };
  let keeping: Promise<void> | null = null;
  const tick = () => {
    if (!isHeld()) over.abort();
    const isDue = hasEnd && clock.monotonic() - keptAt >= claim.leaseMs / 4;
    if (keeping || signal.aborted || !(isDue || stored !== done)) return;
    keeping = keep()
      .catch(onFailure)
      .finally(() => {
        keeping = null;
      });
  };
  const timer = setInterval(tick, Math.min(keepEveryMs, claim.leaseMs / 4)).unref();
  try {
    const place = position === null ? null : toPlace(position);
    await work({ place, signal, isHeld, doneTo: (to) => (done = toNumber(to)) });
  } finally {
    clearInterval(timer);
    await keeping;
    await releaseLease(db, claim, done).catch(onFailure);
  }
}
