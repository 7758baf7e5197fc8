import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import { sqliteFile } from '../../api/db/connection.ts';
import { migrationSource } from '../../api/db/migrations/index.ts';
import { createEmptyDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { connectTo } from '../support/raw-database.ts';
import { releasesFolder } from './folders.ts';
import type { LaterEvent, Sight } from './look.ts';
import { type Rows, writeRows } from './rows.ts';
import type { Story } from './story.ts';

/** What was seen through the server of a release, on the database that is kept of it. */
export interface Expected extends Story {
  /** When that was; tokens and cursors are of that time. */
  seenAt: string;
  sights: Sight[];
  events: LaterEvent[];
  /** Whether everybody logs in anew on a later release, and guests are lost, as its CHANGELOG says. */
  losesTokens: boolean;
}

/** Signs the tokens of the kept databases, and nothing else anywhere. */
export const secretKey = 'of-the-kept-databases-and-of-no-server';

export function readExpected(release: string, kind: DatabaseKind): Expected {
  return JSON.parse(readKept(release, kind, 'expected.json').toString());
}

/** The whole file of SQLite, or the rows of PostgreSQL. */
export function writeKept(folder: string, database: Buffer | Rows, expected: Expected): void {
  const write = (name: string, content: Buffer | string) =>
    writeFileSync(path.join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
  if (Buffer.isBuffer(database)) write('holdline.sqlite3', database);
  else write('rows.json', JSON.stringify(database));
  write('expected.json', JSON.stringify(expected));
}

/** A database as that release has left it, for a server of today to start on. */
export async function openKept(release: string, kind: DatabaseKind): Promise<TestDatabase> {
  const database = await createEmptyDatabase(kind);
  const { DATA_DIR = '', DATABASE_URL = '' } = database.settings;
  if (kind === 'sqlite') {
    writeFileSync(sqliteFile(DATA_DIR), readKept(release, kind, 'holdline.sqlite3'));
    return database;
  }
  const rows: Rows = JSON.parse(readKept(release, kind, 'rows.json').toString());
  const done = (rows.tables.knex_migrations as { name: string }[]).map(({ name }) => name);
  const db = connectTo(database);
  await db.migrate.latest({ migrationSource: only(done) });
  await db.destroy();
  await writeRows(DATABASE_URL, rows);
  return database;
}

/** The migrations of a release: they are kept as they were, so they still make its tables. */
function only(names: string[]): Knex.MigrationSource<string> {
  return { ...migrationSource, getMigrations: async () => names };
}

function readKept(release: string, kind: DatabaseKind, name: string): Buffer {
  return gunzipSync(readFileSync(path.join(releasesFolder, release, kind, `${name}.gz`)));
}
