import type { Database } from '../db/database.ts';
import { readDatabaseId } from '../db/database-id.ts';
import { ConfigError } from '../process/config.ts';
import { busPlace } from './bus-url.ts';
import type { Bus } from './index.ts';
import { LocalBus } from './local.ts';
import { openNatsBus } from './nats.ts';
import { openPostgresBus } from './postgres.ts';
import { busProblem } from './problem.ts';
import { openRedisBus } from './redis.ts';

interface Where {
  busUrl: string | null;
  databaseUrl: string | null;
}

/**
 * Among the nodes that share this database, which is migrated: over what BUS_URL names, else by LISTEN and NOTIFY on PostgreSQL, and in
 * one process on SQLite. Throws ConfigError where a bus that is named can't be used.
 */
export async function openBus({ busUrl, databaseUrl }: Where, db: Database): Promise<Bus> {
  if (busUrl) return openNamed(busUrl, `holdline.${await readDatabaseId(db)}`);
  return databaseUrl ? openPostgresBus(databaseUrl) : new LocalBus().join();
}

/** Others may use it too, and so may Holdlines with other databases: those have a prefix of their own. */
async function openNamed(busUrl: string, prefix: string): Promise<Bus> {
  const place = busPlace(busUrl);
  try {
    return place.kind === 'nats'
      ? await openNatsBus(place.servers, prefix)
      : await openRedisBus(place.url, prefix);
  } catch (error) {
    const problem = busProblem(error);
    throw problem ? new ConfigError(problem, { cause: error }) : error;
  }
}
