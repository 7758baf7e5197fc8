import type { Knex } from 'knex';
import type { Database } from './connection.ts';

/** The few places where SQLite and PostgreSQL differ. Everything else is the same SQL through knex. */

/** Any number does; it only has to be ours alone in the database. */
const writerLock = 0x686f6c64;

/**
 * Makes this transaction the only one that appends to the log, until it ends. SQLite has a single writer anyway. On
 * PostgreSQL ids are handed out before commit, so without it a reader could pass over a row that commits late. Taken first
 * in the transaction, so that no two writers can hold rows and wait for each other, and every check inside is final.
 */
export async function becomeOnlyWriter(db: Database, trx: Knex.Transaction): Promise<void> {
  if (db.dialect === 'postgres') await trx.raw('select pg_advisory_xact_lock(?)', [writerLock]);
}

/** Whether a statement broke a constraint of the schema: 23505 is PostgreSQL's unique_violation. */
export function isConstraintViolation(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === '23505' || code === 'SQLITE_CONSTRAINT';
}
