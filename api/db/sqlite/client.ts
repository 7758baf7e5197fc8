import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import KnexSqlite from 'knex/lib/dialects/sqlite3/index.js';
import type { OnStatement } from '../database.ts';
import { type OneRead, oneRead } from '../one-read.ts';
import type { Cell, Statement } from '../statement.ts';
import { knowingItsConnection, type TransactionArguments } from '../transact.ts';

type Row = Record<string, unknown>;
type Done<T> = (error: Error | null, result: T) => void;

interface Prepared {
  all(bindings: readonly unknown[], done: Done<Row[]>): void;
  finalize(done: () => void): void;
}

export interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
  prepare(sql: string, done: (error: Error | null) => void): Prepared;
  /** By their texts, made at the first use. */
  prepared?: Map<string, Promise<Prepared>>;
  /** Several reads in one, by their names. */
  joined?: Map<string, OneRead>;
  /** Ends with what was asked last. */
  last?: Promise<unknown>;
  /** What was asked last while it waits to be asked, as long as it is reads alone. */
  reads?: Reading | null;
  /** Of one that has transactions (transact.ts). */
  kept?: unknown;
  /** What failed since a transaction or savepoint began: SQLite may have rolled back everything, and would go on without one. */
  failed?: Error | null;
  onStatement?: OnStatement | undefined;
}

interface Reading {
  asked: Asked[];
  answered: Promise<Row[][]>;
}

interface Asked {
  statement: Statement;
  bindings: readonly Cell[];
}

interface Query {
  sql: string;
  /** A script is several statements, without parameters and rows. */
  options?: { isScript?: boolean };
}

/**
 * knex's client, with fewer hops to the database's thread: a named statement is prepared once for each connection and costs one from then
 * on, and so does what surrounds a transaction; reads that are asked one behind the other cost one together. Any other is prepared anew each
 * time and costs two. Transactions begin with `begin`; where another process writes, it is insisted on for `insistMs`, and by
 * SQLite's own patience if that is 0.
 */
export function sqliteClient(begin: string, insistMs: number): typeof Knex.Client {
  return class extends KnexSqlite {
    override transaction(...args: TransactionArguments): Knex.Transaction {
      const manner = { begin, isPipelined: false };
      return knowingItsConnection((...given) => super.transaction(...given), args, manner);
    }

    /** knex says by a text what begins and ends transactions and savepoints. */
    override query(connection: SqliteConnection, query: Query | string): Promise<unknown> {
      const isText = typeof query === 'string';
      return super.query(connection, isText ? { sql: query, options: { isScript: true } } : query);
    }

    /** For `ask` of statement.ts. */
    async ask(connection: SqliteConnection, statement: Statement, bindings: readonly Cell[]): Promise<Row[]> {
      if (statement.gives) {
        connection.reads ??= readSoon(connection);
        const place = connection.reads.asked.push({ statement, bindings }) - 1;
        return (await connection.reads.answered)[place] ?? [];
      }
      // Reads from here on are to see what this writes.
      connection.reads = null;
      return inTurn(connection, () => askPrepared(connection, statement.sqlite, bindings));
    }

    override async _query(connection: SqliteConnection, query: Query): Promise<unknown> {
      connection.reads = null;
      await inTurn(connection, async () => {
        // Only what begins or ends something leaves that behind.
        if (query.options?.isScript || query.sql === begin) connection.failed = null;
        if (connection.failed) throw connection.failed;
        const startedAt = performance.now();
        if (query.sql === begin && insistMs > 0) await insist(connection, begin, insistMs);
        else if (query.options?.isScript) await execute(connection, query.sql);
        else await super._query(connection, query);
        connection.onStatement?.(query.sql, performance.now() - startedAt);
      });
      return query;
    }

    override async destroyRawConnection(connection: SqliteConnection): Promise<void> {
      await forgetPrepared(connection);
      await super.destroyRawConnection(connection);
    }
  };
}

/**
 * One after the other, in the order in which they were asked: those of one connection wait for each other in any case, and each of them
 * would hold a thread for it.
 */
function inTurn<T>(connection: SqliteConnection, work: () => Promise<T>): Promise<T> {
  const asked = (connection.last ?? Promise.resolve()).then(work);
  connection.last = asked.catch(() => {});
  return asked;
}

/** All reads that are asked until its turn comes. */
function readSoon(connection: SqliteConnection): Reading {
  const asked: Asked[] = [];
  const answered = inTurn(connection, async () => {
    if (connection.reads?.asked === asked) connection.reads = null;
    const [first] = asked;
    if (first && asked.length === 1)
      return [await askPrepared(connection, first.statement.sqlite, first.bindings)];
    return askJoined(connection, asked);
  });
  return { asked, answered };
}

async function askJoined(connection: SqliteConnection, asked: readonly Asked[]): Promise<Row[][]> {
  const names = asked.map(({ statement }) => statement.name).join(' + ');
  connection.joined ??= new Map();
  const reads = asked.map(({ statement: { sqlite, gives = {} } }) => ({ sql: sqlite, gives }));
  const joined = connection.joined.get(names) ?? oneRead(reads, 'sqlite');
  connection.joined.set(names, joined);
  const bindings = asked.flatMap((each) => each.bindings);
  const [answer] = await askPrepared(connection, joined.sql, bindings);
  return joined.apart(answer);
}

function execute(connection: SqliteConnection, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.exec(sql, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * SQLite keeps no line, and tries again every tenth of a second: beside a process that writes without a pause none of three hundred tries may
 * meet a gap, which is a fraction of a millisecond. So who may wait as long as that tries every millisecond or two.
 */
async function insist(connection: SqliteConnection, begin: string, insistMs: number): Promise<void> {
  const endsAt = performance.now() + insistMs;
  for (;;) {
    try {
      return await execute(
        connection,
        `PRAGMA busy_timeout = 0; ${begin} PRAGMA busy_timeout = ${insistMs};`,
      );
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SQLITE_BUSY' || performance.now() >= endsAt) throw error;
    }
    await sleep(2 * Math.random());
  }
}

async function askPrepared(
  connection: SqliteConnection,
  sql: string,
  bindings: readonly Cell[],
): Promise<Row[]> {
  if (connection.failed) throw connection.failed;
  const startedAt = performance.now();
  connection.prepared ??= new Map();
  const preparing = connection.prepared.get(sql) ?? prepare(connection, sql);
  connection.prepared.set(sql, preparing);
  // One that could not be made is made anew the next time.
  preparing.catch(() => connection.prepared?.delete(sql));
  const statement = await preparing;
  const answered = new Promise<Row[]>((resolve, reject) => {
    statement.all(bindings, (error, rows) => {
      if (!error) return resolve(rows);
      if (connection.kept) connection.failed = error;
      reject(error);
    });
  });
  try {
    return await answered;
  } finally {
    // Behind the wait, which goes on as whoever asked; the callback of compiled code is nobody's from Node 24 on.
    connection.onStatement?.(sql, performance.now() - startedAt);
  }
}

function prepare(connection: SqliteConnection, sql: string): Promise<Prepared> {
  return new Promise((resolve, reject) => {
    const statement = connection.prepare(sql, (error) => (error ? reject(error) : resolve(statement)));
  });
}

/** A connection with statements is not closed. */
async function forgetPrepared({ prepared }: SqliteConnection): Promise<void> {
  for (const preparing of prepared?.values() ?? []) {
    const statement = await preparing.catch(() => null);
    await new Promise<void>((resolve) => (statement ? statement.finalize(resolve) : resolve()));
  }
}
