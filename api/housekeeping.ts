import type { Logger } from 'pino';
import { pruneFamilies } from './accounts/family-queries.ts';
import { findLostGuests, saveSeen } from './accounts/seen-queries.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './db/connection.ts';
import type { EventLog } from './events/event-log.ts';
import { dropUpTo, findOldEnd } from './events/prune.ts';
import { logFailure } from './http/error-handler.ts';
import type { RateLimits } from './http/rate-limit.ts';
import type { Presence } from './presence/presence.ts';

interface HousekeepingDeps {
  config: Pick<Config, 'eventRetentionMs'>;
  db: Database;
  log: EventLog;
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

/** API.md section 2: guests unseen for this long are removed, their messages stay. */
const guestLifetimeMs = 30 * 24 * hour;
const guestBatch = 100;

/** Small enough that no send waits long for it. */
const pruneBatch = 5000;

/** What has to be done from time to time whether anyone asks or not. Failures are logged and tried again the next time. */
export function startHousekeeping(deps: HousekeepingDeps): Housekeeping {
  const { config, db, log, clock, presence, logger } = deps;

  const saveLastSeen = async () => {
    const seen = presence.takeUnsaved();
    if (seen.size === 0) return;
    try {
      await db.transaction((trx) => saveSeen(trx, seen));
    } catch (error) {
      presence.putBackUnsaved(seen);
      throw error;
    }
  };

  const prune = async () => {
    const beforeMs = clock.now() - config.eventRetentionMs;
    for (;;) {
      const end = await findOldEnd(db.read, beforeMs, pruneBatch);
      if (end === null) break;
      await db.transaction((trx) => dropUpTo(trx, end));
    }
    await db.transaction((trx) => pruneFamilies(trx, clock.now()));
  };

  const removeLostGuests = async () => {
    const lost = await findLostGuests(db.read, clock.now() - guestLifetimeMs, guestBatch);
    for (const id of lost) await deps.removeUser(id);
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
    const run = async () => {
      try {
        await task();
      } catch (error) {
        logFailure(logger, error, 'housekeeping failed');
      }
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
