import type { Knex } from 'knex';

/*
 * The log gives its own numbers: one row, `log_head`, holds the last. Whoever changes anything takes that row as the first thing in
 * the transaction and holds it to the end, so writers take turns, no two of them can hold rows and wait for each other, and every
 * check inside is final. Events commit in the order of their ids, not by luck but because nobody can know the next id before the
 * last one has committed: a reader never passes over a row that comes late. A rollback leaves no gap, and the ids are known before
 * the rows are written. No more is asked of the database than a row that can be locked, or a single writer.
 */

/** The numbers of one transaction. */
export class Numbers {
  #last: number;

  /** `head` is the last number of all that has committed. */
  constructor(readonly head: number) {
    this.#last = head;
  }

  /** The first of so many in a row. */
  take(count: number): number {
    const first = this.#last + 1;
    this.#last += count;
    return first;
  }

  /** What was taken since is given back. */
  goBackTo(last: number): void {
    this.#last = last;
  }

  get last(): number {
    return this.#last;
  }
}

/** Waits until no other transaction holds the head of the log. SQLite has a single writer, which this then is already. */
export async function takeHead(trx: Knex.Transaction): Promise<Numbers> {
  const row = await trx('log_head').where({ id: 1 }).forUpdate().first<{ head: number }>('head');
  return new Numbers(row.head);
}

/** Before the commit: what was taken is given. */
export async function moveHead(trx: Knex.Transaction, { head, last }: Numbers): Promise<void> {
  if (last !== head) await trx('log_head').where({ id: 1 }).update({ head: last });
}

/** Where the log ends, whatever of it is still there. */
export async function readHead(db: Knex): Promise<number> {
  const row = await db('log_head').where({ id: 1 }).first<{ head: number }>('head');
  return row.head;
}
