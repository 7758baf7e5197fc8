import type { Database } from './database.ts';

/** Given to a database by its first migration. Cursors, tokens and what goes over a bus that others use too are of one database. */
export async function readDatabaseId(db: Database): Promise<string> {
  const meta = await db.read<{ key: string; value: string }>('meta').where({ key: 'database_id' }).first();
  return meta?.value ?? '';
}
