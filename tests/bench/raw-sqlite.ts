import path from 'node:path';
import { promisify } from 'node:util';
import sqlite3 from 'sqlite3';
import { createDatabase } from '../support/database.ts';

/** The sqlite3 package alone, with a table and an index and nothing around them. */
export interface RawSqlite {
  /** How many rows of so many to a transaction are on the disk after a second. */
  rowsPerSecond(rowsAtOnce: number, ms: number): Promise<number>;
  close(): Promise<void>;
}

const row = "(1, 1, 'Could someone bring the long table on Saturday, please?', 1)";

/** WAL and synchronous=FULL as ours: what has been acknowledged survives a power cut. */
export async function openRawSqlite(): Promise<RawSqlite> {
  const { settings, drop } = await createDatabase('sqlite');
  const db = new sqlite3.Database(path.join(settings.DATA_DIR ?? '', 'raw.sqlite3'));
  const execute = promisify((sql: string, done: (error: Error | null) => void) => db.exec(sql, done));
  const close = promisify((done: (error: Error | null) => void) => db.close(done));
  await execute('pragma journal_mode = wal; pragma synchronous = full');
  await execute('create table said (id integer primary key, chat int, author int, words text, at int)');
  await execute('create index said_in_chat on said (chat, id)');
  return {
    async rowsPerSecond(rowsAtOnce, ms) {
      const rows = Array(rowsAtOnce).fill(row).join(',');
      const statement = `insert into said (chat, author, words, at) values ${rows}`;
      const startedAt = performance.now();
      let transactions = 0;
      for (; performance.now() < startedAt + ms; transactions += 1) await execute(statement);
      return (transactions * rowsAtOnce * 1000) / (performance.now() - startedAt);
    },
    async close() {
      await close();
      await drop();
    },
  };
}
