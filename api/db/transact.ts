import type { Knex } from 'knex';
import { spoilsConnection } from './faults.ts';
import { together } from './together.ts';
import type { WriteHealth } from './write-health.ts';

/** What a transaction's work leaves for its end. */
export interface Rest {
  /** Statements that are on their way; the transaction fails with them. */
  written: Promise<unknown>;
  /** One or more without parameters, sent together with COMMIT. */
  sql: string;
}

export type TransactionWork<T> = (trx: Knex.Transaction, leave: (rest: Rest) => void) => Promise<T>;

/** For `transaction` of a client, in its config. */
interface Ending {
  sql: string;
}

/** As knex passes them. */
export type TransactionArguments = [
  container: (trx: Knex.Transaction) => unknown,
  config?: { ending?: Ending },
  outer?: unknown,
];

/** What knex's own transactions are inside, as far as we change it. */
interface Inside {
  /** Names the savepoint. */
  txid: string;
  begin(connection: unknown): Promise<unknown>;
  commit(connection: unknown, value: unknown): Promise<unknown>;
  savepoint(connection: unknown): Promise<unknown>;
  release(connection: unknown, value: unknown): Promise<unknown>;
  /** With a status of 1 it ends the transaction, or the savepoint, when it is answered. */
  query(connection: unknown, sql: string, status?: number, value?: unknown): Promise<unknown>;
  _resolver(value: unknown): void;
}

interface Manner {
  begin: string;
  /** Statements may be sent before those in front of them are answered, and one that follows a failed one fails. */
  isPipelined: boolean;
}

/**
 * For the clients' `transaction`: it begins as the database needs it, what the work leaves goes with COMMIT, and whoever has a
 * transaction, or a savepoint in it, knows its connection without waiting. Where statements are pipelined nobody waits for what surrounds them.
 */
export function knowingItsEnd(
  make: (...args: TransactionArguments) => Knex.Transaction,
  [container, config, outer]: TransactionArguments,
  { begin, isPipelined }: Manner,
): Knex.Transaction {
  const made = make(
    async (trx) => {
      trx.client.ownConnection = await trx.client.acquireConnection();
      return container(trx);
    },
    config,
    outer,
  );
  const inside = made as unknown as Inside;
  const start = async (started: Promise<unknown>) => (isPipelined ? undefined : started);
  inside.begin = (connection) => start(inside.query(connection, begin));
  inside.commit = (connection, value) =>
    inside.query(connection, `${config?.ending?.sql ?? ''}COMMIT;`, 1, value);
  inside.savepoint = (connection) => start(inside.query(connection, `SAVEPOINT ${inside.txid};`));
  inside.release = (connection, value) => {
    const released = inside.query(connection, `RELEASE SAVEPOINT ${inside.txid};`, 1, value);
    if (isPipelined) inside._resolver(value);
    return released;
  };
  return made;
}

interface Disposable {
  /** knex drops a connection that has this from its pool. */
  __knex__disposed?: unknown;
}

interface Circumstances extends Pick<Manner, 'isPipelined'> {
  health: WriteHealth;
}

/**
 * A transaction that throws what went wrong first: after a full disk SQLite has already rolled back, and what knex then reports
 * is that there was nothing to roll back. A connection that met a fault is not used again.
 */
export async function transact<T>(
  db: Knex,
  { health, isPipelined }: Circumstances,
  work: TransactionWork<T>,
): Promise<T> {
  const ending: Ending = { sql: '' };
  let written: Promise<unknown> = Promise.resolve();
  const leave = (rest: Rest) => {
    ending.sql = rest.sql;
    written = rest.written;
    // It is waited for below.
    written.catch(() => {});
  };
  let first: { error: unknown } | undefined;
  let connection: Disposable | undefined;
  const perform = async (trx: Knex.Transaction) => {
    connection = trx.client.ownConnection;
    try {
      const result = await work(trx, leave);
      if (!isPipelined) await written;
      // Apart from COMMIT: that ends the transaction also behind what has failed, in a script it would not be reached.
      else if (ending.sql !== '') leave({ written: together([written, send(trx, ending.sql)]), sql: '' });
      return result;
    } catch (error) {
      first = { error };
      throw error;
    }
  };
  const committing = db.transaction(perform, { ending } as Knex.TransactionConfig);
  try {
    await Promise.allSettled([committing]);
    // What failed before COMMIT says why that failed.
    const [result] = await together([committing, written]);
    health.note(null);
    return result;
  } catch (last) {
    const error = first ? first.error : last;
    health.note(error);
    if (connection && (spoilsConnection(error) || spoilsConnection(last))) connection.__knex__disposed = true;
    throw error;
  }
}

function send(trx: Knex.Transaction, sql: string): Promise<unknown> {
  const { client } = trx;
  return client.query(client.ownConnection, sql);
}
