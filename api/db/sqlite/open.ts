import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import knex from 'knex';
import { openDataFolder, openPrivateFile } from '../../process/data-folder.ts';
import type { Database, OnStatement } from '../database.ts';
import { migrationSource } from '../migrations/index.ts';
import { quietKnex } from '../quiet-knex.ts';
import { transact } from '../transact.ts';
import { noteWrite, WriteHealth } from '../write-health.ts';
import { type SqliteConnection, sqliteClient } from './client.ts';
import { emptyWriteLog, isWriteLogEmpty, vacuumOnce } from './erasing.ts';
import { takeOutLeftovers } from './search-index.ts';

export function sqliteFile(dataDir: string): string {
  return path.join(dataDir, 'holdline.sqlite3');
}

/** Enough for reads to overlap. Each may keep one of libuv's threads busy: main.cjs counts them. */
const sqliteReaders = 4;

/** For the other process to end its transaction; below the ten seconds after which people give up. */
const defaultTurnMs = 5000;

/** `turnMs`: how long a transaction waits for another process to end its own; beyond the default it tries often, to meet the shortest gap. */
export function openSqlite(
  filename: string,
  { turnMs = defaultTurnMs, onStatement }: { turnMs?: number; onStatement?: OnStatement } = {},
): Database {
  openDataFolder(path.dirname(filename));
  openPrivateFile(filename);
  // WAL lets readers go on while one writes; FULL makes an acknowledged message survive a power cut.
  // What is erased is overwritten, not only let go.
  const pragmas = [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'secure_delete = ON',
    `busy_timeout = ${turnMs}`,
  ];
  // Transactions take the write lock with their BEGIN, and wait for it there. A plain BEGIN takes it with the first write, and
  // where another process (`npm run manage`) has written since the first read SQLite refuses at once, without waiting.
  const begin = 'BEGIN IMMEDIATE;';
  const insistMs = turnMs > defaultTurnMs ? turnMs : 0;
  const writer = sqliteKnex(filename, { connections: 1, pragmas, begin, insistMs, onStatement });
  const reader = sqliteKnex(filename, {
    connections: sqliteReaders,
    pragmas: ['busy_timeout = 5000', 'query_only = ON'],
    onStatement,
  });
  const checkpointer = sqliteKnex(filename, { connections: 1, pragmas: ['busy_timeout = 50'] });
  const health = new WriteHealth(() => transact(writer, circumstances, noteWrite));
  const circumstances = { health, begin, isPipelined: false };
  return {
    dialect: 'sqlite',
    read: reader,
    transaction: (work) => transact(writer, circumstances, work),
    async migrate() {
      await writer.migrate.latest({ migrationSource });
      await vacuumOnce(writer);
    },
    writeMark: () => writeMark(filename),
    async emptyWriteLog() {
      if (await isWriteLogEmpty(filename)) return true;
      await takeOutLeftovers(writer);
      return emptyWriteLog(checkpointer);
    },
    whatStopsWrites: () => health.whatStopsWrites(),
    onRecovery: (listener) => health.onRecovery(listener),
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

interface Connecting {
  connections: number;
  pragmas: string[];
  begin?: string;
  insistMs?: number;
  onStatement?: OnStatement | undefined;
}

function sqliteKnex(
  filename: string,
  { connections, pragmas, begin = 'BEGIN;', insistMs = 0, onStatement }: Connecting,
): Knex {
  const sql = pragmas.map((pragma) => `PRAGMA ${pragma};`).join('');
  return knex({
    ...quietKnex,
    client: sqliteClient(begin, insistMs),
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: connections,
      // A closed idle connection would have to parse the schema again.
      idleTimeoutMillis: 3_600_000,
      afterCreate: (connection: SqliteConnection, done: (error: Error | null) => void) => {
        connection.onStatement = onStatement;
        connection.exec(sql, done);
      },
    },
  });
}
