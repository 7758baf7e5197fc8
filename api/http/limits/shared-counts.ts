import { createHmac, type KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../db/database.ts';
import type { Allowance } from './meter.ts';

/** A bucket by its name and owner. */
export interface SharedBucket {
  key: string;
  allowance: Allowance;
}

/** Points that all nodes count together. */
export interface SharedCounts {
  /** The milliseconds to wait, 0 when a point was taken, or when nobody could be asked. */
  take(bucket: SharedBucket): Promise<number>;
  giveBack(bucket: SharedBucket): Promise<void>;
  /** To be called now and then: drops what no longer counts. */
  forgetExpired(): Promise<void>;
}

const table = 'rate_limits';

/** A database that takes longer is not waited for: the node's own count stands in, and it is left alone for a while. */
const patienceMs = 1000;
const leaveAloneMs = 5000;

/**
 * In a table of PostgreSQL, where several nodes meet. It holds no address and no name, but keyed hashes of them: what someone
 * did wrong is not to be found in a backup. Windows are fixed there, so beside the node's own count it may let through
 * twice the points at the seam of two.
 */
export function sharedCounts(db: Database, key: KeyObject, logger: Logger): SharedCounts {
  const limiters = new Map<string, RateLimiterPostgres>();
  const limiterOf = ({ points, seconds }: Allowance): RateLimiterPostgres => {
    const name = `${points}/${seconds}`;
    const limiter = limiters.get(name) ?? openLimiter(db, { points, seconds });
    limiters.set(name, limiter);
    return limiter;
  };
  const hidden = (name: string) => createHmac('sha256', key).update(`rate limit ${name}`).digest('base64url');

  let leftAloneUntil = 0;
  const ask = async (question: () => Promise<unknown>): Promise<number> => {
    if (performance.now() < leftAloneUntil) return 0;
    try {
      await withinPatience(question());
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
      leftAloneUntil = performance.now() + leaveAloneMs;
      logger.warn({ err: refusal }, 'rate limits are counted by this node alone for now');
      return 0;
    }
  };

  return {
    take: (bucket) => ask(() => limiterOf(bucket.allowance).consume(hidden(bucket.key))),
    async giveBack(bucket) {
      await ask(() => limiterOf(bucket.allowance).reward(hidden(bucket.key)));
    },
    async forgetExpired() {
      await db.transaction((trx) => trx(table).where('expire', '<', Date.now()).delete());
    },
  };
}

function openLimiter(db: Database, { points, seconds }: Allowance): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: db.read,
    storeType: 'knex',
    tableName: table,
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: '',
    points,
    duration: seconds,
  });
}

async function withinPatience(question: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database took too long.')), patienceMs);
  });
  try {
    await Promise.race([question, tooLong]);
  } finally {
    clearTimeout(timer);
    // What still comes is nobody's any more.
    question.catch(() => {});
  }
}
