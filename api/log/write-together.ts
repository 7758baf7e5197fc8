import type { Knex } from 'knex';
import { faultOf } from '../db/faults.ts';
import { together } from '../db/together.ts';
import type { Append, Journal, Later } from './journal.ts';

/** What works that write a lot get beside: who waits for nothing before the commit does, leaves out a hop for each statement. */
interface Sending {
  /** Resolves as soon as the rows are on their way. */
  append: Append;
  later: Later;
}

/** A state change and its events. Throws to have nothing of it happen. */
export type Work<T> = (trx: Knex.Transaction, append: Append, sending: Sending) => Promise<T>;

/**
 * Many changes of one kind, by a fixed number of statements: a result for each, in their order, refusals among them. Where it throws none of
 * them happens; beside others it is then done once more. `append` resolves as soon as the rows are on their way; what else is written may be left to the commit by `later`.
 */
export type Kind<I, O> = (
  trx: Knex.Transaction,
  append: Append,
  items: readonly I[],
  later: Later,
) => Promise<readonly O[]>;

/** A piece of work that waits for a commit. */
export interface Entry {
  work: Work<unknown>;
  /** It may be done again when nothing of it has happened, and refuses nobody by throwing: where it throws, something is wrong. */
  isRepeatable?: boolean;
}

export type Outcome = { result: unknown } | { error: unknown };

/** How all ended, and what of it is still on its way. */
interface Written {
  outcomes: Outcome[];
  written: Promise<unknown>;
}

/**
 * All of these in one transaction, one after the other and with nothing between them: they stand or fall together. `written` fails, or this
 * throws, with what one of them threw first.
 */
export async function writeAsOne(
  trx: Knex.Transaction,
  works: readonly Work<unknown>[],
  journal: Journal,
): Promise<Written> {
  const outcomes: Outcome[] = [];
  const pending: Promise<unknown>[] = [];
  try {
    for (const work of works) {
      const { result, written } = await perform(trx, work, journal);
      written.catch(() => {});
      pending.push(written);
      outcomes.push({ result });
    }
  } catch (error) {
    await together([...pending, Promise.reject(error)]);
    throw error;
  }
  return { outcomes, written: together(pending) };
}

/**
 * All of these in one transaction, one after the other, each in a savepoint of its own: what is refused or fails is as if it had never
 * come, and touches no other. Throws, for all, where the transaction itself is no good any more.
 */
export async function writeApart(
  trx: Knex.Transaction,
  works: readonly Work<unknown>[],
  journal: Journal,
): Promise<Written> {
  const outcomes: Outcome[] = [];
  for (const work of works) outcomes.push(await attempt(trx, work, journal));
  return { outcomes, written: Promise.resolve() };
}

/** When it throws, nothing of it is on its way any more. */
async function perform(trx: Knex.Transaction, work: Work<unknown>, journal: Journal) {
  const pending: Promise<unknown>[] = [];
  const later: Later = (written) => {
    // Who is told of it waits for all of them.
    written.catch(() => {});
    pending.push(written);
  };
  try {
    const sending = { append: journal.appendBy(trx, later), later };
    const result = await work(trx, journal.appendBy(trx), sending);
    return { result, written: together(pending) };
  } catch (error) {
    await together([...pending, Promise.reject(error)]);
    throw error;
  }
}

async function attempt(trx: Knex.Transaction, work: Work<unknown>, journal: Journal): Promise<Outcome> {
  const forget = journal.mark();
  let failed: { error: unknown } | undefined;
  try {
    const result = await trx.transaction(async (savepoint) => {
      try {
        const { result, written } = await perform(savepoint, work, journal);
        await written;
        return result;
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
    const work: Work<readonly O[]> = (trx, _append, { append, later }) => {
      close();
      return kind(trx, append, items, later);
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
