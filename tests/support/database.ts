import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nanoid } from 'nanoid';
import pg from 'pg';
import { sqliteFile } from '../../api/db/connection.ts';
import { connectTo } from './raw-database.ts';

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

/**
 * A database that nobody else uses, and a data folder with it: a file, or a database on the run's server. Nothing is in it and it is
 * migrated, as a copy of the one that global-template.ts makes: to migrate each took longer than to start a server.
 */
export async function createDatabase(kind: DatabaseKind = databaseKind()): Promise<TestDatabase> {
  const template = templateOf(kind);
  if (!template) return createEmptyDatabase(kind);
  const database = await make(kind, template);
  await renewId(database);
  return database;
}

/** One in which no migration has run: for tests about those, and about first starts. */
export function createEmptyDatabase(kind: DatabaseKind = databaseKind()): Promise<TestDatabase> {
  return make(kind, null);
}

/** The same on a PostgreSQL of the test's own, which it may break. */
export function createDatabaseOn(server: { url: string }): Promise<TestDatabase> {
  return make('postgres', null, server.url);
}

async function make(
  kind: DatabaseKind,
  template: string | null,
  server = process.env.HOLDLINE_TEST_POSTGRES,
): Promise<TestDatabase> {
  const parent = process.env.HOLDLINE_TEST_FOLDER ?? tmpdir();
  const dataDir = mkdtempSync(path.join(parent, 'holdline-data-'));
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true });
  if (kind === 'sqlite') {
    if (template) copyFileSync(template, sqliteFile(dataDir));
    return { settings: { DATA_DIR: dataDir }, drop: async () => removeFolder() };
  }
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = requireServer(server);
  const copy = template ? `TEMPLATE ${template} ` : '';
  await administer(url, `CREATE DATABASE ${name} ${copy}STRATEGY FILE_COPY`);
  return {
    settings: { DATA_DIR: dataDir, DATABASE_URL: urlOf(name, url) },
    async drop() {
      removeFolder();
      await administer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Where the runs' template is: a file, or the name of a database. Undefined outside of a run of the suite. */
function templateOf(kind: DatabaseKind): string | undefined {
  return kind === 'sqlite' ? process.env.HOLDLINE_TEST_FILE : process.env.HOLDLINE_TEST_TEMPLATE;
}

/** As its first migration gives each database one: were all the same, the cursors and tokens of one would do on the others. */
async function renewId(database: TestDatabase): Promise<void> {
  const db = connectTo(database);
  await db('meta')
    .where({ key: 'database_id' })
    .update({ value: nanoid(8) });
  await db.destroy();
}

function requireServer(url: string | undefined): string {
  if (url) return url;
  throw new Error(
    'No PostgreSQL for the tests. Run this file in the project "postgres", which starts one ' +
      '(npx vitest run --project postgres), or set HOLDLINE_TEST_POSTGRES to the URL of a server.',
  );
}

function urlOf(name: string, serverUrl: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** By the server's URL: the bench has one after the other. */
const administrations = new Map<string, pg.Pool>();

/** Over one connection for all of a worker: each is a process of PostgreSQL's, and two for each database were a third of them. */
async function administer(url: string, sql: string): Promise<void> {
  const pool = administrations.get(url) ?? openAdministration(url);
  administrations.set(url, pool);
  await pool.query(sql);
}

function openAdministration(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 1, allowExitOnIdle: true });
  // The run's server ends before the process that started it.
  pool.on('error', () => {});
  return pool;
}
