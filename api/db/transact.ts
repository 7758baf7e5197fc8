import type { Knex } from 'knex';
import { spoilsConnection } from './faults.ts';
import type { WriteHealth } from './write-health.ts';

interface Disposable {
  /** knex drops a connection that has this from its pool. */
  __knex__disposed?: unknown;
}

/**
 * A transaction that throws what went wrong first: after a full disk SQLite has already rolled back, and what knex then reports
 * is that there was nothing to roll back. A connection that met a fault is not used again.
 */
export async function transact<T>(
  db: Knex,
  health: WriteHealth,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  let first: { error: unknown } | undefined;
  let connection: Disposable | undefined;
  try {
    const result = await db.transaction(async (trx) => {
      connection = await trx.client.acquireConnection();
      try {
        return await work(trx);
      } catch (error) {
        first = { error };
        throw error;
      }
    });
    health.note(null);
    return result;
  } catch (last) {
    const error = first ? first.error : last;
    health.note(error);
    if (connection && (spoilsConnection(error) || spoilsConnection(last))) connection.__knex__disposed = true;
    throw error;
  }
}
