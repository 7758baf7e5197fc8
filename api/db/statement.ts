import type { Knex } from 'knex';
import { isPostgres } from './dialect.ts';

/** SQL that never changes, under a name that no other has: each connection prepares it once. For what is asked all the time. */
export interface Statement {
  name: string;
  sqlite: string;
  postgres: string;
  /** Of one that only reads: the columns of its rows. SQLite is asked several of those at once. */
  gives?: Readonly<Record<string, ColumnType>>;
}

export type ColumnType = 'bigint' | 'double precision' | 'text';
type Cell = number | string | null;

/** About any number of rows, which come as one parameter: the SQL is given them as a table in parentheses, with columns of these types. */
export function statementOverRows(
  name: string,
  columns: Record<string, ColumnType>,
  sql: (rows: string, dialect: 'sqlite' | 'postgres') => string,
  gives?: Statement['gives'],
): Statement {
  const cells = Object.entries(columns).map(([column, type], i) =>
    type === 'text' ? `value ->> ${i} as ${column}` : `cast(value ->> ${i} as ${type}) as ${column}`,
  );
  const table = (source: string) => `(select ${cells.join(', ')} from ${source})`;
  return {
    name,
    sqlite: sql(table('jsonb_each(?)'), 'sqlite'),
    postgres: sql(table('json_array_elements(?::json) as each(value)'), 'postgres'),
    ...(gives && { gives }),
  };
}

/** Inserts any number of rows, whose columns are those of the table. */
export function insertOverRows(name: string, table: string, columns: Record<string, ColumnType>): Statement {
  const names = Object.keys(columns).join(', ');
  return statementOverRows(
    name,
    columns,
    (rows) => `insert into ${table} (${names}) select ${names} from ${rows} as given`,
  );
}

/** For a statement over rows: their cells in the order of its columns. */
export function askOverRows<Row>(
  db: Knex,
  statement: Statement,
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
    const { name, gives } = statement;
    const { response } = await client.query(connection, { sql, bindings, options: { name, gives } });
    return isPostgres(db) ? response.rows : response;
  } finally {
    if (!client.ownConnection) client.releaseConnection(connection);
  }
}
