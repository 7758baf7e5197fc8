/** How long a request may wait for PostgreSQL before it is a 503. Together below the ten seconds after which people give up. */

/** Until there is a connection, new or free. */
export const acquireMs = 4000;

/** Shorter, so that a server that does not answer is told from a pool that is all in use. */
export const connectMs = 3500;

/** A statement; the server ends it, and says so. */
const statementMs = 6000;

/** For the writer's turn, or for a row. */
const lockMs = 4000;

/** A node that froze or was cut off in a transaction holds the writer's turn: after this time it is taken from it. */
const idleInTransactionMs = 5000;

/** For a statement's answer. Longer than the server's own time, so only a line that says nothing at all is taken for lost. */
export const answerMs = statementMs + 1000;

const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

export const prompt = {
  ...keepAlive,
  connectionTimeoutMillis: connectMs,
  statement_timeout: statementMs,
  lock_timeout: lockMs,
  idle_in_transaction_session_timeout: idleInTransactionMs,
  query_timeout: answerMs,
};

/** For migrations. */
export const patient = { ...keepAlive, connectionTimeoutMillis: connectMs };
