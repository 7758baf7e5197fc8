import { mkdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import knex from 'knex';
import pg from 'pg';
import { migrationSource } from './migrations/index.ts';
import { emptyWriteLog, vacuumOnce } from './sqlite-erasing.ts';

/** The only file that knows how a database is opened; everything else speaks knex. */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  /** For reads outside a transaction. Never use it while holding a transaction: a full pool would wait for itself. */
  readonly read: Knex;
  /** One transaction on the writing connection; commits when `work` resolves, rolls back when it throws. */
  transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
  migrate(): Promise<void>;
  /**
   * Another text than before when anyone, in this process or another, has written since; asks the file system and costs no
   * SQL. Null where it can't be told without asking the database.
   */
  writeMark(): Promise<string | null>;
  /**
   * Leaves nothing of what was erased in SQLite's log of writes; false when somebody was reading there, and it is to be tried
   * again. On PostgreSQL that is its own affair.
   */
  emptyWriteLog(): Promise<boolean>;
  close(): Promise<void>;
}

export interface DatabaseSettings {
  databaseUrl: string | null;
  dataDir: string;
}

/** Opens PostgreSQL when a URL is given, else the SQLite file in `dataDir`, which is made when absent. */
export function openDatabase(settings: DatabaseSettings): Database {
  return settings.databaseUrl ? openPostgres(settings.databaseUrl) : openSqlite(sqliteFile(settings.dataDir));
}

export function sqliteFile(dataDir: string): string {
  return path.join(dataDir, 'holdline.sqlite3');
}

/** Enough for reads to overlap; more threads than libuv's default pool of four would only queue. */
const sqliteReaders = 4;
const postgresConnections = 10;
/** Any number but the writer's in dialect.ts. */
const migrationLock = 0x6d696772;

function openSqlite(filename: string): Database {
  mkdirSync(path.dirname(filename), { recursive: true });
  // WAL lets readers go on while one writes; FULL makes an acknowledged message survive a power cut.
  // What is erased is overwritten, not only let go.
  const pragmas = [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'secure_delete = ON',
    'busy_timeout = 5000',
  ];
  const writer = beginningAsWriter(sqliteKnex(filename, 1, pragmas));
  const reader = sqliteKnex(filename, sqliteReaders, ['busy_timeout = 5000', 'query_only = ON']);
  const checkpointer = sqliteKnex(filename, 1, ['busy_timeout = 50']);
  return {
    dialect: 'sqlite',
    read: reader,
    transaction: (work) => writer.transaction(work),
    async migrate() {
      await migrate(writer);
      await vacuumOnce(writer);
    },
    writeMark: () => writeMark(filename),
    emptyWriteLog: () => emptyWriteLog(checkpointer, filename),
    async close() {
      await checkpointer.destroy();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** Every commit is written to the WAL; none yet, or none left: a mark as good as any. */
async function writeMark(filename: string): Promise<string> {
  const wal = await stat(`${filename}-wal`, { bigint: true }).catch(() => null);
  return wal ? `${wal.mtimeNs} ${wal.size}` : '';
}

/**
 * Transactions take the write lock with their BEGIN, and wait for it there. A plain BEGIN takes it with the first write, and
 * where another process (`npm run manage`) has written since the first read SQLite refuses at once, without waiting.
 */
function beginningAsWriter(db: Knex): Knex {
  const { client } = db;
  const newTransaction = client.transaction;
  client.transaction = (...args: unknown[]) => {
    const transaction = newTransaction.apply(client, args);
    transaction.begin = (connection: unknown) => transaction.query(connection, 'BEGIN IMMEDIATE;');
    return transaction;
  };
  return db;
}

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

function sqliteKnex(filename: string, connections: number, pragmas: string[]): Knex {
  const sql = pragmas.map((pragma) => `PRAGMA ${pragma};`).join('');
  return knex({
    client: 'sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: connections,
      // A closed idle connection would have to parse the schema again.
      idleTimeoutMillis: 3_600_000,
      afterCreate: (connection: SqliteConnection, done: (error: Error | null) => void) =>
        connection.exec(sql, done),
    },
  });
}

function openPostgres(url: string): Database {
  // bigint ids and times are all far below 2^53, so they are numbers here as on SQLite.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const db = knex({
    client: 'pg',
    connection: { connectionString: url },
    pool: { min: 0, max: postgresConnections },
    acquireConnectionTimeout: 10_000,
  });
  return {
    dialect: 'postgres',
    read: db,
    transaction: (work) => db.transaction(work),
    // knex's own lock is a row of a table that it makes itself, so two nodes that start on an empty database both make it.
    migrate: () =>
      db.transaction(async (trx) => {
        await trx.raw('select pg_advisory_xact_lock(?)', [migrationLock]);
        await migrate(db);
      }),
    writeMark: async () => null,
    emptyWriteLog: async () => true,
    close: () => db.destroy(),
  };
}

async function migrate(db: Knex): Promise<void> {
  await db.migrate.latest({ migrationSource });
}
