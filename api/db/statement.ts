import type { Knex } from 'knex';

/** SQL that never changes, under a name that no other has: each connection prepares it once. For what is asked all the time. */
export interface Statement {
  name: string;
  sqlite: string;
  postgres: string;
  /** Of one that only reads: the columns of its rows. The database is asked several of those at once. */
  gives?: Readonly<Record<string, ColumnType>>;
  /** On PostgreSQL it waits for others, and what is asked behind it is to see what they did: it is asked by itself. */
  locks?: true;
  /** One that gives nothing and only adds rows: PostgreSQL is asked several of those at once. */
  adds?: true;
}

export type ColumnType = 'bigint' | 'double precision' | 'text';
export type Cell = number | string | null;

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
  return adding(
    statementOverRows(
      name,
      columns,
      (rows) => `insert into ${table} (${names}) select ${names} from ${rows} as given`,
    ),
  );
}

/** Of a statement that only adds rows, and asks nothing of others that are added at the same moment: it may be one with those. */
export function adding(statement: Statement): Statement {
  return { ...statement, adds: true };
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
 * In a transaction it is on its way by the end of this turn, and statements are answered in the order in which they were asked. On PostgreSQL
 * none waits for another's answer. What follows one that failed is refused until that is rolled back.
 */
export async function ask<Row>(db: Knex, statement: Statement, ...bindings: Cell[]): Promise<Row[]> {
  const { client } = db;
  if (client.ownConnection) return client.ask(client.ownConnection, statement, bindings);
  if (client.transacting) throw new Error(`The transaction has ended: ${statement.name}.`);
  const connection = await client.acquireConnection();
  try {
    return await client.ask(connection, statement, bindings);
  } finally {
    client.releaseConnection(connection);
  }
}

const maxShown = 1000;

/** The text of a statement for the log. Values travel beside it, but for what is told to other nodes within a commit. */
export function withoutValues(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'/g, "'...'").slice(0, maxShown);
}
