import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

export interface TestDatabase {
  /** DATA_DIR, and DATABASE_URL on PostgreSQL: what a server needs to be told to use it. */
  settings: Record<string, string>;
  /** Servers that use it must have stopped. */
  drop(): Promise<void>;
}

export type DatabaseKind = 'sqlite' | 'postgres';

/** Which database this run of the suite is about. */
export function databaseKind(): DatabaseKind {
  return process.env.HOLDLINE_TEST_DATABASE === 'postgres' ? 'postgres' : 'sqlite';
}

/** An empty database that nobody else uses, and a data folder with it: a file, or a database on the run's server. */
export async function createDatabase(kind: DatabaseKind = databaseKind()): Promise<TestDatabase> {
  const parent = process.env.HOLDLINE_TEST_FOLDER ?? tmpdir();
  const dataDir = mkdtempSync(path.join(parent, 'holdline-data-'));
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true });
  if (kind === 'sqlite') return { settings: { DATA_DIR: dataDir }, drop: async () => removeFolder() };

  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} STRATEGY FILE_COPY`);
  return {
    settings: { DATA_DIR: dataDir, DATABASE_URL: urlOf(name) },
    async drop() {
      removeFolder();
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

function serverUrl(): string {
  const url = process.env.HOLDLINE_TEST_POSTGRES;
  if (url) return url;
  throw new Error(
    'No PostgreSQL for the tests. Run this file in the project "api-postgres" or "postgres", which start one ' +
      '(npx vitest run --project api-postgres), or set HOLDLINE_TEST_POSTGRES to the URL of a server.',
  );
}

function urlOf(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
