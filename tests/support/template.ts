import { openDatabase, sqliteFile } from '../../api/db/connection.ts';
import { createEmptyDatabase, type DatabaseKind } from './database.ts';

export interface Template {
  /** The file, or the database's name. */
  name: string;
  drop(): Promise<void>;
}

/** A migrated database that those of the tests are copied from. Nobody is connected to it, or PostgreSQL would copy nothing. */
export async function makeTemplate(kind: DatabaseKind): Promise<Template> {
  const { settings, drop } = await createEmptyDatabase(kind);
  const { DATA_DIR: dataDir = '', DATABASE_URL: databaseUrl = null } = settings;
  const db = openDatabase({ databaseUrl, dataDir });
  await db.migrate();
  await db.close();
  return { name: databaseUrl ? new URL(databaseUrl).pathname.slice(1) : sqliteFile(dataDir), drop };
}
