import type { Database } from './database.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite, sqliteFile } from './sqlite/open.ts';

export interface DatabaseSettings {
  databaseUrl: string | null;
  dataDir: string;
  /** How long a transaction on SQLite waits for another process to end its own; a few seconds when absent. */
  turnMs?: number;
}

export { sqliteFile };

/** Opens PostgreSQL when a URL is given, else the SQLite file in `dataDir`, which is made when absent. */
export function openDatabase(settings: DatabaseSettings): Database {
  return settings.databaseUrl
    ? openPostgres(settings.databaseUrl)
    : openSqlite(sqliteFile(settings.dataDir), settings.turnMs);
}
