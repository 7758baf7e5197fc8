import type { Database, OnStatement } from './database.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite, sqliteFile } from './sqlite/open.ts';

export interface DatabaseSettings {
  databaseUrl: string | null;
  dataDir: string;
  /** How long a transaction on SQLite waits for another process to end its own; a few seconds when absent. */
  turnMs?: number;
  /** Is told how long each statement took to be answered, and its text, which may hold values. */
  onStatement?: OnStatement;
}

export { sqliteFile };

/** Opens PostgreSQL when a URL is given, else the SQLite file in `dataDir`, which is made when absent. */
export function openDatabase(settings: DatabaseSettings): Database {
  return settings.databaseUrl
    ? openPostgres(settings.databaseUrl, settings.onStatement)
    : openSqlite(sqliteFile(settings.dataDir), settings);
}
