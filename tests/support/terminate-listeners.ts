import pg from 'pg';
import type { TestDatabase } from './database.ts';

/** Ends the connections that listen on this PostgreSQL database, as a failing network does. Resolves with how many. */
export async function terminateListeners({ settings }: TestDatabase): Promise<number> {
  const client = new pg.Client({ connectionString: settings.DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and (query ilike 'listen %' or query ilike 'select pg_notify(%')`,
    );
    return rows.length;
  } finally {
    await client.end();
  }
}
