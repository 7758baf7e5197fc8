import knex, { type Knex } from 'knex';
import { sqliteFile } from '../../api/db/connection.ts';
import type { TestDatabase } from './database.ts';

/** A test's database without anything of ours around it, for what migrations find and leave. To be destroyed before the drop. */
export function connectTo({ settings }: TestDatabase): Knex {
  const { DATABASE_URL, DATA_DIR = '' } = settings;
  if (DATABASE_URL) return knex({ client: 'pg', connection: DATABASE_URL });
  return knex({ client: 'sqlite3', connection: { filename: sqliteFile(DATA_DIR) }, useNullAsDefault: true });
}
