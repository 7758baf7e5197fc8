import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from './db/database.ts';
import { logFailure } from './http/error-handler.ts';
import type { RateLimits } from './http/limits/rate-limit.ts';
import type { Log } from './log/log.ts';
import { dropUpTo, findOldEnd } from './log/prune.ts';
import type { Presence } from './presence/presence.ts';
import type { Clock } from './process/clock.ts';
import type { Config } from './process/config.ts';
import { pruneFamilies } from './tokens/queries.ts';
import { findLostGuests, saveSeen } from './users/seen-queries.ts';

interface HousekeepingDeps {
  config: Pick<Config, 'eventRetentionMs'>;
  db: Database;
  log: Log;
  clock: Clock;
  presence: Presence;
  limits: Pick<RateLimits, 'forgetExpired'>;
  logger: Logger;
  /** Ends a guest's stay as deleting an account would. */
  removeUser(userId: number): Promise<void>;
}

export interface Housekeeping {
  /** One last round of what must not be lost. */
  stop(): Promise<void>;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** api/README.md section 2: guests unseen for this long are removed, their messages stay. */
const guestLifetimeMs = 30 * 24 * hour;

/** Rows written by one piece of upkeep: a few milliseconds, so that no send waits long for it. */
const pieceSize = 500;
const guestBatch = 100;

/**
 * Goes on as long as `piece` says that there is more. Between two it waits as long as one took, so that upkeep has half of the writer at
 * most, and whoever writes is let in.
 */
export async function workInPieces(
  piece: () => Promise<boolean>,
  isStopped: () => boolean = () => false,
): Promise<void> {
  for (;;) {
    const startedAt = performance.now();
    const isMore = await piece();
    if (!isMore || isStopped()) return;
    await sleep(performance.now() - startedAt);
  }
}

/** What has to be done from time to time whether anyone asks or not. Failures are logged and tried again the next time. */
export function startHousekeeping(deps: HousekeepingDeps): Housekeeping {
  const { config, db, log, clock, presence, logger } = deps;

  let isStopped = false;
  const inPieces = (piece: () => Promise<boolean>) => workInPieces(piece, () => isStopped);

  /** All of it, also when the server stops. */
  const saveLastSeen = async () => {
    const unsaved = [...presence.takeUnsaved()];
    try {
      await workInPieces(async () => {
        const piece = unsaved.slice(0, pieceSize);
        if (piece.length > 0) await db.transaction((trx) => saveSeen(trx, new Map(piece)));
        unsaved.splice(0, pieceSize);
        return unsaved.length > 0;
      });
    } catch (error) {
      presence.putBackUnsaved(new Map(unsaved));
      throw error;
    }
  };

  const prune = async () => {
    const beforeMs = clock.now() - config.eventRetentionMs;
    await inPieces(async () => {
      const end = await findOldEnd(db.read, beforeMs, pieceSize);
      if (end === null) return false;
      await db.transaction((trx) => dropUpTo(trx, end));
      return true;
    });
    await inPieces(async () => {
      const pruned = await db.transaction((trx) => pruneFamilies(trx, clock.now(), pieceSize));
      return pruned === pieceSize;
    });
  };

  const removeLostGuests = async () => {
    let lost: number[] = [];
    let hasFailed = false;
    await inPieces(async () => {
      // Those who can't be removed now would be found again for ever.
      if (lost.length === 0 && !hasFailed)
        lost = await findLostGuests(db.read, clock.now() - guestLifetimeMs, guestBatch);
      const id = lost.shift();
      if (id === undefined) return false;
      await deps.removeUser(id).catch((error) => {
        hasFailed = true;
        logFailure(logger, error, 'removing a guest failed');
      });
      return true;
    });
  };

  let lastMark: string | null = null;
  /** Others write to the same log: nodes on PostgreSQL, whose wake-ups may be lost, and on SQLite `npm run manage`. */
  const sweep = async () => {
    const mark = await db.writeMark();
    if (mark !== null && mark === lastMark) return;
    await log.catchUp();
    lastMark = mark;
  };

  const timers: NodeJS.Timeout[] = [];
  const every = (intervalMs: number, task: () => Promise<void> | void) => {
    let isRunning = false;
    const run = async () => {
      // One that takes longer than its interval must not pile up.
      if (isRunning) return;
      isRunning = true;
      try {
        await task();
      } catch (error) {
        logFailure(logger, error, 'housekeeping failed');
      }
      isRunning = false;
    };
    const timer = setInterval(run, intervalMs);
    timer.unref();
    timers.push(timer);
  };

  every(second, () => presence.expire());
  every(second, sweep);
  every(minute, saveLastSeen);
  every(minute, async () => void (await db.emptyWriteLog()));
  every(hour, prune);
  every(hour, () => deps.limits.forgetExpired());
  every(hour, removeLostGuests);
  // Also for a process that never lives an hour.
  setTimeout(
    () => void prune().catch((error) => logFailure(logger, error, 'pruning failed')),
    minute,
  ).unref();

  return {
    async stop() {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      try {
        await saveLastSeen();
        await db.emptyWriteLog();
      } catch (error) {
        logFailure(logger, error, 'the last round of housekeeping failed');
      }
    },
  };
}
