import type { Bus } from './index.ts';
import { LocalBus } from './local.ts';
import { openPostgresBus } from './postgres.ts';

/** Among the nodes that share this database: alone in one process on SQLite, by LISTEN and NOTIFY on PostgreSQL. */
export async function openBus({ databaseUrl }: { databaseUrl: string | null }): Promise<Bus> {
  return databaseUrl ? openPostgresBus(databaseUrl) : new LocalBus().join();
}
