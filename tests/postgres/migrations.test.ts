import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationSource } from '../../api/db/migrations/index.ts';
import { createEmptyDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { connectTo } from '../support/raw-database.ts';
import { project } from '../support/sources.ts';

const numbering = '20261124000018_number_the_log.ts';
const run = promisify(execFile);
const kinds: DatabaseKind[] = ['sqlite', 'postgres'];

describe.for(kinds)('the migrations on %s', (kind) => {
  let database: TestDatabase;
  let db: Knex;

  beforeAll(async () => {
    database = await createEmptyDatabase(kind);
    db = connectTo(database);
  });

  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  test('go up, down one by one, each leaving the ones before it usable, and up again to the same schema', async () => {
    await db.migrate.latest({ migrationSource });
    const first = await schemaOf(db, kind);
    expect(tablesIn(first)).toEqual(expect.arrayContaining(['chats', 'members', 'messages', 'users']));

    const names = await migrationSource.getMigrations([]);
    for (const name of names.toReversed()) {
      await db.migrate.down({ migrationSource });
      const [completed] = await db.migrate.list({ migrationSource });
      expect(completed.map((it: { name: string }) => it.name)).not.toContain(name);
      await db.migrate.up({ migrationSource });
      await db.migrate.down({ migrationSource });
    }
    expect(await schemaOf(db, kind)).toEqual([]);

    await db.migrate.latest({ migrationSource });
    expect(await schemaOf(db, kind)).toEqual(first);
  });

  test('let the log go on numbering behind all that was ever given, so that old cursors stay good', async () => {
    await db.migrate.down({ migrationSource, name: numbering });
    const note = { user_id: 1, type: 'user.updated', data: '{}', created_at: 0 };
    await db('users').insert({ username: 'alice', display_name: 'Alice', avatar: 1, created_at: 0 });
    for (let i = 0; i < 3; i += 1) await db('events').insert(note);
    await db('events').where({ id: 3 }).delete();
    await db.migrate.up({ migrationSource, name: numbering });
    expect(Number((await db('log_head').first()).head)).toBe(3);
    await db.migrate.rollback({ migrationSource }, true);
  });

  test('are the same ones for the command line and for the server', async () => {
    await commandLine(database, 'migrate:latest');
    const [, pending] = await db.migrate.list({ migrationSource });
    expect(pending).toEqual([]);
    expect(tablesIn(await schemaOf(db, kind))).toContain('messages');

    // Half a second of a processor, and the way back does not know the database either.
    if (kind === 'sqlite') await commandLine(database, 'migrate:rollback', '--all');
    else await db.migrate.rollback({ migrationSource }, true);
    expect(await schemaOf(db, kind)).toEqual([]);
  }, 60_000);
});

/** As `npm run migrate` calls it, with the database named by the environment alone. */
async function commandLine(database: TestDatabase, ...command: string[]): Promise<void> {
  const args = ['--import', 'tsx', 'node_modules/knex/bin/cli.js', ...command];
  const env = { PATH: process.env.PATH, ...database.settings };
  await run(process.execPath, args, { cwd: path.resolve(project), env });
}

/** Everything that the migrations made, one line each; knex's own two tables are left out. */
async function schemaOf(db: Knex, kind: DatabaseKind): Promise<string[]> {
  const lines = kind === 'sqlite' ? await sqliteSchema(db) : await postgresSchema(db);
  return lines.filter((line) => !/knex_migrations|sqlite_sequence/.test(line)).sort();
}

async function sqliteSchema(db: Knex): Promise<string[]> {
  const rows: { type: string; name: string; sql: string | null }[] = await db('sqlite_master').select();
  return rows.map(({ type, name, sql }) => `${type} ${name}: ${sql}`);
}

async function postgresSchema(db: Knex): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { line: string }[] }>(`
    select 'table ' || table_name || ': ' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
      || coalesce(column_default, '') as line
      from information_schema.columns where table_schema = 'public'
    union all
    select 'index ' || indexname || ': ' || indexdef from pg_indexes where schemaname = 'public'
    union all
    select 'constraint ' || conrelid::regclass || ': ' || conname || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
    union all
    select 'sequence ' || sequencename || ': ' from pg_sequences where schemaname = 'public'
    union all
    select 'function ' || proname || ': ' || prosrc from pg_proc where pronamespace = 'public'::regnamespace`);
  return rows.map(({ line }) => line);
}

function tablesIn(schema: string[]): string[] {
  const names = schema.map((line) => line.match(/^table (\w+):/)?.[1]).filter((name) => name !== undefined);
  return [...new Set(names)];
}
