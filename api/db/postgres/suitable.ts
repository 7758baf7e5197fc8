import type { Knex } from 'knex';
import { ConfigError } from '../../process/config.ts';

/** Supported by its makers when this was written; older ones are not tried. */
const minVersion = 140_000;

/** Throws a ConfigError unless this server can hold our data. */
export async function requireSuitable(db: Knex): Promise<void> {
  const asked = await db.raw<{ rows: PostgresTraits[] }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  );
  const [traits] = asked.rows;
  const complaint = traits && unsuitable(traits);
  if (complaint) throw new ConfigError(complaint);
}

export interface PostgresTraits {
  /** As `server_version_num`: 160004 is 16.4. */
  version: number;
  encoding: string;
}

/** One line that says what to change; null when it will do. */
export function unsuitable({ version, encoding }: PostgresTraits): string | null {
  if (version < minVersion) {
    const major = Math.floor(version / 10_000);
    return `DATABASE_URL leads to PostgreSQL ${major}; ${minVersion / 10_000} or newer is needed`;
  }
  if (encoding !== 'UTF8')
    return `DATABASE_URL leads to a database in ${encoding}; make one with CREATE DATABASE ... ENCODING 'UTF8'`;
  return null;
}
