import path from 'node:path';
import sqlite3 from 'sqlite3';
import { ConfigError } from './config.ts';
import { codeOf, openPrivateFile } from './data-folder.ts';

/** An orchestrator may start the next server while the last one is still closing. */
const patienceMs = 2000;

export interface ServerLock {
  release(): Promise<void>;
}

/**
 * That one server alone serves this folder: two would each keep their own memory of the log and number events twice. A lock of
 * the system on a small file, held by SQLite, which knows how on every system: it ends with its process, however that ends.
 * Throws a ConfigError when another server has it. `npm run manage` and the seeds don't take it.
 */
export async function lockForServer(dataDir: string): Promise<ServerLock> {
  const file = path.join(dataDir, 'server.lock');
  openPrivateFile(file);
  const lock = await open(file);
  try {
    await exec(lock, `PRAGMA busy_timeout = ${patienceMs}; BEGIN EXCLUSIVE;`);
  } catch (error) {
    await close(lock);
    if (codeOf(error) === 'SQLITE_BUSY')
      throw new ConfigError(
        `another server already runs on DATA_DIR (${dataDir}); stop it first, or use PostgreSQL for several`,
      );
    throw new ConfigError(`${file} cannot be locked: ${codeOf(error)}`);
  }
  return { release: () => close(lock) };
}

function open(file: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(database)));
  });
}

function exec(database: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    database.exec(sql, (error) => (error ? reject(error) : resolve()));
  });
}

function close(database: sqlite3.Database): Promise<void> {
  return new Promise((resolve) => {
    database.close(() => resolve());
  });
}
