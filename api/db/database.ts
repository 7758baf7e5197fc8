import type { Knex } from 'knex';
import type { Fault } from './faults.ts';
import type { TransactionWork } from './transact.ts';

export type OnStatement = (sql: string, ms: number) => void;

/** A database as everybody knows it, whichever it is (connection.ts opens it); the rest is knex. */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  /** For reads outside a transaction. Never use it while holding a transaction: a full pool would wait for itself. */
  readonly read: Knex;
  /**
   * One transaction on the writing connection; commits when `work` resolves, rolls back when it throws. Throws what `work`
   * threw. Where the connection is lost while it commits nobody knows whether it did: that is a ConnectionLost. What `work` leaves
   * for the end by its second argument saves waiting for it.
   */
  transaction<T>(work: TransactionWork<T>): Promise<T>;
  migrate(): Promise<void>;
  /**
   * Another text than before when anyone, in this process or another, has written since; asks the file system and costs no
   * SQL. Null where it can't be told without asking the database.
   */
  writeMark(): Promise<string | null>;
  /**
   * Leaves nothing of what was erased in SQLite's search index and log of writes; no SQL when nothing was written. False when somebody was reading there, and it is to be tried
   * again. On PostgreSQL that is its own affair.
   */
  emptyWriteLog(): Promise<boolean>;
  /** What keeps writes from being done, null when nothing does: as the last ones went, or by a small one of its own. */
  whatStopsWrites(): Promise<Fault | null>;
  /** Called when writes can be done again after a fault. */
  onRecovery(listener: () => void): void;
  close(): Promise<void>;
}
