import type { Knex } from 'knex';
import { ask, type Statement } from '../db/statement.ts';

/*
 * The log gives its own numbers: one row, `log_head`, holds the last. Whoever changes anything takes that row as the first thing in
 * the transaction and holds it to the end, so writers take turns, no two of them can hold rows and wait for each other, and every
 * check inside is final. Events commit in the order of their ids, not by luck but because nobody can know the next id before the
 * last one has committed: a reader never passes over a row that comes late. A rollback leaves no gap, and the ids are known before
 * the rows are written. No more is asked of the database than a row that can be locked, or a single writer.
 */

const head: Statement = {
  name: 'take the head',
  sqlite: 'select head from log_head where id = 1',
  postgres: 'select head from log_head where id = 1 for update',
  gives: { head: 'bigint' },
  locks: true,
};

/**
 * Waits until no other transaction holds the head of the log, and resolves with the last number of all that has committed. What is asked
 * after it in the same transaction is answered after it too. SQLite has a single writer, which this then is already.
 */
export async function takeHead(trx: Knex.Transaction): Promise<number> {
  const [row] = await ask<{ head: number }>(trx, head);
  if (!row) throw new Error('The log has no head.');
  return row.head;
}

/** In SQL, for the end of a transaction that holds the head: what was taken is given. It holds a number of ours and no parameter. */
export function headMovedTo(last: number): string {
  return `update log_head set head = ${last} where id = 1;`;
}

/** Where the log ends, whatever of it is still there. */
export async function readHead(db: Knex): Promise<number> {
  const row = await db('log_head').where({ id: 1 }).first<{ head: number }>('head');
  return row.head;
}
