import { stat } from 'node:fs/promises';
import type { Knex } from 'knex';

/*
 * SQLite leaves what is deleted in the pages that it frees, and in its log of writes (WAL). `secure_delete` overwrites the first;
 * here is what is done about the second, and about pages that were freed before.
 */

/**
 * Moves the log of writes into the file and makes it empty. False when somebody was reading from it, which is to be tried again.
 * `db` must be a connection of its own that does not wait for others: while it waited, nobody could write.
 */
export async function emptyWriteLog(db: Knex): Promise<boolean> {
  // The most of it without holding up anyone; then the rest, for which writers wait.
  await db.raw('PRAGMA wal_checkpoint(PASSIVE)');
  const [{ busy }] = await db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  return busy === 0;
}

/** Nothing was written since it was emptied. Asks the file system. */
export async function isWriteLogEmpty(filename: string): Promise<boolean> {
  const log = await stat(`${filename}-wal`).catch(() => null);
  return !log?.size;
}

/** Once, in a database from before: frees its file of what was deleted when nothing was overwritten yet. */
export async function vacuumOnce(writer: Knex): Promise<void> {
  const due = await writer('meta').where({ key: 'vacuum' }).first();
  if (!due) return;
  await writer.raw('VACUUM');
  await writer('meta').where({ key: 'vacuum' }).delete();
}
