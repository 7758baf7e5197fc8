import type { Knex } from 'knex';
import { faultOf } from '../db/faults.ts';
import type { Append, Journal } from './journal.ts';

/** A state change and its events. Throws to have nothing of it happen. */
export type Work<T> = (trx: Knex.Transaction, append: Append) => Promise<T>;

/** Many changes of one kind, by a fixed number of statements: a result for each, in their order. Throws to have none of them happen. */
export type Kind<I, O> = (
  trx: Knex.Transaction,
  append: Append,
  items: readonly I[],
) => Promise<readonly O[]>;

export type Outcome = { result: unknown } | { error: unknown };

/**
 * All of these in one transaction, one after the other, each in a savepoint of its own: what is refused or fails is as if it had never
 * come, and touches no other. Throws, for all, where the transaction itself is no good any more, and what one throws who is alone.
 */
export async function writeTogether(
  trx: Knex.Transaction,
  works: readonly Work<unknown>[],
  journal: Journal,
): Promise<Outcome[]> {
  const [first] = works;
  // To roll back all is to roll back this one.
  if (first && works.length === 1) return [{ result: await first(trx, journal.appendBy(trx)) }];
  const outcomes: Outcome[] = [];
  for (const work of works) outcomes.push(await attempt(trx, work, journal));
  return outcomes;
}

async function attempt(trx: Knex.Transaction, work: Work<unknown>, journal: Journal): Promise<Outcome> {
  const forget = journal.mark();
  let failed: { error: unknown } | undefined;
  try {
    const result = await trx.transaction(async (savepoint) => {
      try {
        return await work(savepoint, journal.appendBy(savepoint));
      } catch (error) {
        failed = { error };
        throw error;
      }
    });
    return { result };
  } catch (last) {
    const error = failed ? failed.error : last;
    // Another error than its own: the savepoint is gone, as after a full disk, when SQLite has rolled back everything.
    if (last !== failed?.error || faultOf(error)?.stopsWrites) throw error;
    forget();
    return { error };
  }
}

/** So many are handled at once; more in one statement gains little. */
const maxItems = 200;

interface Gathering<I, O> {
  items: I[];
  results: Promise<readonly O[]>;
}

/** Those of one kind that come until its turn are one piece of work for `write`. */
export function gatherItems<I, O>(
  kind: Kind<I, O>,
  write: <T>(work: Work<T>) => Promise<T>,
): (item: I) => Promise<O> {
  let open: Gathering<I, O> | null = null;

  const begin = (): Gathering<I, O> => {
    const items: I[] = [];
    const close = () => {
      if (open?.items === items) open = null;
    };
    const work: Work<readonly O[]> = (trx, append) => {
      close();
      return kind(trx, append, items);
    };
    // Also where its turn never came.
    return { items, results: write(work).finally(close) };
  };

  return async (item) => {
    if (!open || open.items.length >= maxItems) open = begin();
    const { items, results } = open;
    const place = items.push(item) - 1;
    return (await results)[place] as O;
  };
}
