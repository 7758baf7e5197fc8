import type { Knex } from 'knex';
import type pg from 'pg';
import { ConfigError } from '../../process/config.ts';
import { isPooled } from './pooler.ts';

/** Supported by its makers when this was written; older ones are not tried. */
const minVersion = 140_000;

/** What keeps a frozen node from holding up all others. Behind a pooler we can't set them for a session. */
const limits = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];

/** Throws a ConfigError unless this server can hold our data. */
export async function requireSuitable(db: Knex): Promise<void> {
  const connection: pg.Client = await db.client.acquireConnection();
  try {
    const { rows } = await connection.query<PostgresTraits>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
        array(select name from pg_settings where name = any($1) and setting = '0')::text[] as missing`,
      [limits],
    );
    const [traits] = rows;
    const missing = (await isPooled(connection)) ? traits?.missing : [];
    const complaint = traits && unsuitable({ ...traits, missing });
    if (complaint) throw new ConfigError(complaint);
  } finally {
    await db.client.releaseConnection(connection);
  }
}

export interface PostgresTraits {
  /** As `server_version_num`: 160004 is 16.4. */
  version: number;
  encoding: string;
  /** Limits that we can't set, as a pooler is between, and that nobody has set. */
  missing?: string[];
}

/** One line that says what to change; null when it will do. */
export function unsuitable({ version, encoding, missing = [] }: PostgresTraits): string | null {
  if (version < minVersion) {
    const major = Math.floor(version / 10_000);
    return `DATABASE_URL leads to PostgreSQL ${major}; ${minVersion / 10_000} or newer is needed`;
  }
  if (encoding !== 'UTF8')
    return `DATABASE_URL leads to a database in ${encoding}; make one with CREATE DATABASE ... ENCODING 'UTF8'`;
  if (missing.length > 0)
    return `DATABASE_URL leads through a pooler, so its user must bring ${missing.join(', ')} (README.md, "Several nodes")`;
  return null;
}
