import { removeLostGuests } from './accounts/remove-lost-guests.ts';
import { pruneViews } from './broadcasts/view-queries.ts';
import { eraseEndedChats } from './chats/ending/erase-chats.ts';
import { logFailure } from './http/error-handler.ts';
import { dropUpTo, findOldEnd } from './log/prune.ts';
import { eraseExpired } from './messages/expiry/erase-expired.ts';
import { followExpiries } from './messages/expiry/next-expiry.ts';
import { saveLastSeen } from './presence/save-last-seen.ts';
import { type InPieces, pieceSize, workInPieces } from './process/work-in-pieces.ts';
import { pruneSubscriptions } from './push/queries.ts';
import { pruneReports } from './reports/queries.ts';
import type { Services } from './services.ts';
import { pruneFamilies } from './tokens/queries.ts';

export interface Housekeeping {
  /** One last round of what must not be lost. */
  stop(): Promise<void>;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** What has to be done from time to time whether anyone asks or not. Failures are logged and tried again the next time. */
export function startHousekeeping(services: Services): Housekeeping {
  const { db, log, memberships, presence, limits, logger } = services;
  let isStopped = false;
  const inPieces: InPieces = (piece) => workInPieces(piece, () => isStopped);

  let lastMark: string | null = null;
  /** Others write to the same log: nodes on PostgreSQL, whose wake-ups may be lost, and on SQLite `npm run manage`. */
  const sweep = async () => {
    const mark = await db.writeMark();
    if (mark !== null && mark === lastMark) return;
    await log.catchUp();
    lastMark = mark;
  };

  const timers: NodeJS.Timeout[] = [];
  /** Does it also at once, when that is called. */
  const every = (intervalMs: number, task: () => unknown): (() => Promise<void>) => {
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
    timers.push(setInterval(run, intervalMs).unref());
    return run;
  };

  every(second, () => presence.expire());
  every(second, sweep);
  every(minute, () => saveLastSeen(services));
  every(5 * minute, () => memberships.forgetIdle());
  every(minute, () => db.emptyWriteLog());
  every(hour, () => prune(services, inPieces));
  every(hour, () => limits.forgetExpired());
  every(hour, () => removeLostGuests(services, inPieces));
  const erase = every(minute, () => eraseEndedChats(services, inPieces));
  const expiries = followExpiries(services);
  every(second, async () => {
    if (!expiries.isDue()) return;
    await eraseExpired(services, inPieces);
    await expiries.look();
  });
  every(minute, () => expiries.look());
  log.onEvents((events) => {
    const hasEnded = events.some(({ type, chatId }) => type === 'chat.deleted' && chatId !== null);
    // Whoever ended it is answered before.
    if (hasEnded) setTimeout(() => !isStopped && void erase(), second).unref();
  });
  // Also for a process that never lives an hour.
  const soon = () => prune(services, inPieces).catch((error) => logFailure(logger, error, 'pruning failed'));
  setTimeout(() => void soon(), minute).unref();

  return {
    async stop() {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      try {
        await saveLastSeen(services);
        await db.emptyWriteLog();
      } catch (error) {
        logFailure(logger, error, 'the last round of housekeeping failed');
      }
    },
  };
}

/** The old end of the log, token families of which no token works any more, reports that were resolved, broadcasts that were seen, and devices whose log-in expired, as long ago. */
async function prune(
  { config, db, clock }: Pick<Services, 'config' | 'db' | 'clock'>,
  inPieces: InPieces,
): Promise<void> {
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
  for (const pruneSome of [pruneReports, pruneViews, pruneSubscriptions])
    await inPieces(
      async () => (await db.transaction((trx) => pruneSome(trx, beforeMs, pieceSize))) === pieceSize,
    );
}
