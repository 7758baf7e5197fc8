import knex, { type Knex } from 'knex';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';
import pg from 'pg';
import type { Database, OnStatement } from '../database.ts';
import { aftermath, ConnectionLost, spoilsConnection } from '../faults.ts';
import { isMigrated, migrationSource } from '../migrations/index.ts';
import { quietKnex } from '../quiet-knex.ts';
import type { Cell, Statement } from '../statement.ts';
import { knowingItsConnection, type TransactionArguments, transact } from '../transact.ts';
import { noteWrite, WriteHealth } from '../write-health.ts';
import { Asking, type Gathered } from './asking.ts';
import { acquireMs, patient, prompt } from './patience.ts';
import { isPooled } from './pooler.ts';
import { requireSuitable } from './suitable.ts';

/**
 * Apart, so that a write that waits for its turn holds no connection that a read needs. Writes are one at a time but for housekeeping;
 * with the one that listens to the other nodes a node has ten at most.
 */
const connections = { reading: 6, writing: 3 };
const goodbyeMs = 1000;
/** Any number does; it only has to be ours alone in the database. */
const migrationLock = 0x6d696772;

const manner = { begin: 'BEGIN;', isPipelined: true };

export function openPostgres(url: string, onStatement?: OnStatement): Database {
  // bigint ids and times are all far below 2^53, so they are numbers here as on SQLite.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const connection = { connectionString: url, ...prompt };
  const [reader, writer] = [
    openPool(connection, connections.reading, onStatement),
    openPool(connection, connections.writing, onStatement),
  ];
  const health = new WriteHealth(() => transact(writer, circumstances, noteWrite));
  const circumstances = { health, ...manner };
  return {
    dialect: 'postgres',
    read: reader,
    transaction: (work) => transact(writer, circumstances, work),
    migrate: () => migrate(url),
    writeMark: async () => null,
    emptyWriteLog: async () => true,
    whatStopsWrites: () => health.whatStopsWrites(),
    onRecovery: (listener) => health.onRecovery(listener),
    async close() {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** On connections of its own: a migration may take as long as it needs, and so may waiting for another node's. */
async function migrate(url: string): Promise<void> {
  const db = openPool({ connectionString: url, ...patient }, 2);
  try {
    await requireSuitable(db);
    // Most nodes start on what another has made: those take no turn, and one connection less.
    if (await isMigrated(db)) return;
    // knex's own lock is a row of a table that it makes itself, so two nodes that start on an empty database both make it.
    await db.transaction(async (trx) => {
      await trx.raw('select pg_advisory_xact_lock(?)', [migrationLock]);
      await db.migrate.latest({ migrationSource });
    });
  } finally {
    await db.destroy();
  }
}

function openPool(connection: Knex.PgConnectionConfig, max: number, onStatement?: OnStatement): Knex {
  return knex({
    ...quietKnex,
    client: watchedClient(onStatement),
    // Statements are sent without waiting for the answers to those before them, where we ask several at once.
    connection: { ...connection, pipeline: true } as Knex.PgConnectionConfig,
    pool: { min: 0, max },
    acquireConnectionTimeout: acquireMs,
  });
}

/** A query with its answer, as knex passes it on. */
interface Answered {
  sql?: string;
  response?: { command?: string };
}

interface Connection extends pg.Client {
  /** knex drops a connection that has this from its pool. */
  __knex__disposed?: unknown;
  bornAt?: number;
  /** What it prepared would be on another session a moment later. */
  preparesNothing?: boolean;
  gathered?: Gathered | null;
  /** What is sent before we wait for anything goes in one piece, which is open. */
  isOpen?: boolean;
}

/**
 * knex's client, but for lost connections: it says so by class, as the driver has no code for them, and it cuts one that did
 * not answer in time. When one was silent, or refused to write, all older ones are not asked any more: each would fail for itself.
 */
function watchedClient(onStatement: OnStatement = () => {}): typeof Knex.Client {
  // Not in the object: knex makes a bare one of the same class for each transaction.
  let spoiltAt = Number.NEGATIVE_INFINITY;
  const isTrusted = ({ bornAt = 0, __knex__disposed }: Connection) => !__knex__disposed && bornAt > spoiltAt;

  const guarded = async <T>(connection: Connection, sql: string, query: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    try {
      const answer = await query();
      onStatement(sql, performance.now() - startedAt);
      return answer;
    } catch (error) {
      // It was never asked.
      if (error instanceof TypeError) throw error;
      if (error instanceof pg.DatabaseError) {
        // The server is going, or became a standby: what was connected before may stay so for ever.
        if (spoilsConnection(error)) spoiltAt = performance.now();
        throw error;
      }
      if (!connection.__knex__disposed) spoiltAt = performance.now();
      connection.__knex__disposed = true;
      connection.connection.stream.destroy();
      throw new ConnectionLost(error);
    }
  };

  const asking = new Asking<Connection>((connection, query) =>
    guarded(connection, query.text, () =>
      send(connection, connection.preparesNothing ? { ...query, name: undefined } : query),
    ),
  );

  const openPiece = (connection: Connection) => {
    if (connection.isOpen) return;
    connection.isOpen = true;
    const { stream } = connection.connection;
    stream.cork();
    process.nextTick(() => {
      connection.isOpen = false;
      asking.flush(connection);
      stream.uncork();
    });
  };

  return class extends PostgresClient {
    override async acquireRawConnection(): Promise<Connection> {
      try {
        const connection: Connection = await super.acquireRawConnection();
        connection.bornAt = performance.now();
        await lookForPooler(connection);
        return connection;
      } catch (error) {
        throw new ConnectionLost(error);
      }
    }

    override async validateConnection(connection: Connection): Promise<boolean> {
      return isTrusted(connection);
    }

    override async destroyRawConnection(connection: Connection): Promise<void> {
      // The goodbye of a connection that fell silent is never answered.
      const cut = () => connection.connection.stream.destroy();
      const timer = setTimeout(cut, isTrusted(connection) ? goodbyeMs : 0);
      await connection.end();
      clearTimeout(timer);
    }

    override transaction(...args: TransactionArguments): Knex.Transaction {
      return knowingItsConnection((...given) => super.transaction(...given), args, manner);
    }

    /** For `ask` of statement.ts. */
    ask(connection: Connection, statement: Statement, bindings: readonly Cell[]): Promise<object[]> {
      openPiece(connection);
      return asking.ask(connection, statement, bindings);
    }

    override async _query(connection: Connection, query: unknown): Promise<object> {
      openPiece(connection);
      asking.flush(connection);
      const answered = await guarded(connection, (query as Answered).sql ?? '', () =>
        super._query(connection, connection.preparesNothing ? unnamed(query) : query),
      );
      if (!isRolledBack(answered)) return answered;
      throw Object.assign(new Error('The transaction was rolled back.'), { code: aftermath });
    }
  };
}

function send(connection: Connection, query: pg.QueryConfig): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    connection.query(query, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

async function lookForPooler(connection: Connection): Promise<void> {
  try {
    connection.preparesNothing = await isPooled(connection);
  } catch (error) {
    connection.connection.stream.destroy();
    throw error;
  }
}

function unnamed(query: unknown): unknown {
  return { ...(query as object), options: {} };
}

/** PostgreSQL says of a COMMIT behind a failed statement that it went well, and ROLLBACK. */
function isRolledBack({ sql, response }: Answered): boolean {
  return sql === 'COMMIT;' && response?.command === 'ROLLBACK';
}
