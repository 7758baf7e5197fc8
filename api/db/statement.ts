import type { Knex } from 'knex';
import { isPostgres } from './dialect.ts';

/** SQL that never changes, under a name that no other has: each connection prepares it once. For what is asked all the time. */
export interface Statement {
  name: string;
  sqlite: string;
  postgres: string;
}

type ColumnType = 'bigint' | 'double precision' | 'text';
type Cell = number | string | null;

/** A statement about any number of rows, which come as one parameter. */
export interface RowsStatement extends Statement {
  columns: readonly string[];
}

/** The SQL is given the rows as a table in parentheses, with columns of these types. */
export function statementOverRows(
  name: string,
  columns: Record<string, ColumnType>,
  sql: (rows: string, dialect: 'sqlite' | 'postgres') => string,
): RowsStatement {
  const cells = Object.entries(columns).map(([column, type], i) =>
    type === 'text' ? `value ->> ${i} as ${column}` : `cast(value ->> ${i} as ${type}) as ${column}`,
  );
  const table = (source: string) => `(select ${cells.join(', ')} from ${source})`;
  return {
    name,
    columns: Object.keys(columns),
    sqlite: sql(table('json_each(?)'), 'sqlite'),
    postgres: sql(table('json_array_elements(?::json) as each(value)'), 'postgres'),
  };
}

/** Cells in the order of the statement's columns. */
export function askOverRows<Row>(
  db: Knex,
  statement: RowsStatement,
  rows: readonly (readonly Cell[])[],
): Promise<Row[]> {
  return ask(db, statement, JSON.stringify(rows));
}

/**
 * In a transaction it is on its way when this returns, and statements are answered in the order in which they were asked. On PostgreSQL
 * none waits for another's answer; on SQLite what follows one that failed is done all the same.
 */
export async function ask<Row>(db: Knex, statement: Statement, ...bindings: Cell[]): Promise<Row[]> {
  const { client } = db;
  const connection = client.ownConnection ?? (await client.acquireConnection());
  try {
    const sql = isPostgres(db) ? statement.postgres : statement.sqlite;
    const { response } = await client.query(connection, { sql, bindings, options: { name: statement.name } });
    return isPostgres(db) ? response.rows : response;
  } finally {
    if (!client.ownConnection) client.releaseConnection(connection);
  }
}
