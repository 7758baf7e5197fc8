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

/** As knex passes them. */
export type TransactionArguments = [
  container: (trx: Knex.Transaction) => unknown,
  config?: { isKept?: boolean },
  outer?: unknown,
];

/** What knex's own transactions are inside, as far as we change it. */
interface Inside {
  /** Names the savepoint. */
  txid: string;
  /** Then whatever is asked of it is refused. */
  _completed: boolean;
  begin(connection: unknown): Promise<unknown>;
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
 * For the clients' `transaction`: it begins as the database needs it, or not at all where it is kept, and whoever has a transaction, or a
 * savepoint in it, knows its connection without waiting. Where statements are pipelined nobody waits for what surrounds them.
 */
export function knowingItsConnection(
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
  inside.begin = async (connection) => {
    if (!config?.isKept) await start(inside.query(connection, begin));
  };
  inside.savepoint = (connection) => start(inside.query(connection, `SAVEPOINT ${inside.txid};`));
  inside.release = (connection, value) => {
    const released = inside.query(connection, `RELEASE SAVEPOINT ${inside.txid};`, 1, value);
    if (isPipelined) inside._resolver(value);
    return released;
  };
  return made;
}

/** A transaction of knex that is used again and again. */
interface Kept {
  trx: Knex.Transaction;
  inside: Inside;
}

interface Connection {
  /** knex drops a connection that has this from its pool. */
  __knex__disposed?: unknown;
  kept?: Promise<Kept>;
}

interface Circumstances extends Manner {
  health: WriteHealth;
}

/**
 * A transaction that throws what went wrong first: after a full disk SQLite has already rolled back, and what it then says is that there
 * was nothing to roll back. A connection that met a fault is not used again.
 */
export async function transact<T>(
  db: Knex,
  circumstances: Circumstances,
  work: TransactionWork<T>,
): Promise<T> {
  const { client } = db;
  const connection: Connection = await client.acquireConnection().catch((error: unknown) => {
    circumstances.health.note(error);
    throw error;
  });
  try {
    connection.kept ??= keep(db, connection);
    return await transactOn(connection, await connection.kept, { ...circumstances, work });
  } finally {
    client.releaseConnection(connection);
  }
}

/**
 * knex's transaction for this connection, made once: an object with a method for all that may be asked, which takes longer to make than
 * a message to write. For knex it never ends; what begins and ends is ours, and in between it is as one that has ended.
 */
function keep(db: Knex, connection: Connection): Promise<Kept> {
  return new Promise((resolve, reject) => {
    const config = { connection, isKept: true } as Knex.TransactionConfig;
    const made = db.transaction((trx) => {
      resolve({ trx, inside: made as unknown as Inside });
      return new Promise(() => {});
    }, config);
    made.catch(reject);
  });
}

interface Task<T> extends Circumstances {
  work: TransactionWork<T>;
}

async function transactOn<T>(
  connection: Connection,
  { trx, inside }: Kept,
  { health, begin, isPipelined, work }: Task<T>,
): Promise<T> {
  const { client } = trx;
  const send = (sql: string): Promise<unknown> => client.query(connection, sql);
  let rest: Rest = { written: Promise.resolve(), sql: '' };
  const leave = (left: Rest) => {
    rest = left;
    // It is waited for below.
    left.written.catch(() => {});
  };
  let isCommitSent = false;
  inside._completed = false;
  client.ownConnection = connection;
  try {
    const begun = send(begin);
    begun.catch(() => {});
    if (!isPipelined) await begun;
    const result = await work(trx, leave);
    if (isPipelined) {
      // Apart from COMMIT: that ends the transaction also behind what has failed, in a script it would not be reached.
      const moved = rest.sql === '' ? null : send(rest.sql);
      isCommitSent = true;
      // What failed before COMMIT says why that failed.
      await together([begun, rest.written, moved, send('COMMIT;')]);
    } else {
      await rest.written;
      await send(`${rest.sql}COMMIT;`);
    }
    health.note(null);
    return result;
  } catch (error) {
    health.note(error);
    const last = isCommitSent ? null : await send('ROLLBACK;').catch((failed: unknown) => failed);
    if (spoilsConnection(error) || spoilsConnection(last)) connection.__knex__disposed = true;
    throw error;
  } finally {
    inside._completed = true;
    client.ownConnection = null;
  }
}
