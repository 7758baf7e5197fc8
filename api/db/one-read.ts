import type { ColumnType } from './statement.ts';

/** A statement that only reads, and the columns that it gives. */
export interface Read {
  sql: string;
  gives: Readonly<Record<string, ColumnType>>;
}

type Cell = string | number | null;
type Row = Record<string, unknown>;

/** Several statements that are one for the database. */
export interface OneRead {
  sql: string;
  /** The rows of each of them, as it would have given them by itself. */
  apart(answer: Row | undefined): Row[][];
}

/** How a database makes JSON of rows. */
interface Manner {
  /** A list of what was made of each row, as a text; null may stand for an empty one. */
  list(row: string): string;
  row(cells: string): string;
  /** A number with as many digits as it takes to be the same. */
  exact(name: string): string;
}

const manners: Record<'sqlite' | 'postgres', Manner> = {
  sqlite: {
    list: (row) => `json_group_array(${row})`,
    row: (cells) => `json_array(${cells})`,
    // JSON has fifteen digits there, and quote() is one off in the last place for one number in thirty thousand.
    exact: (name) => `iif(${name} is null, null, printf('%!.18g', ${name}))`,
  },
  postgres: {
    list: (row) => `json_agg(${row})::text`,
    row: (cells) => `json_build_array(${cells})`,
    exact: (name) => name,
  },
};

/**
 * Makes one statement of several, whose answers come at once and as one row: a driver makes an object of each row and a name of each
 * cell, which costs more than to read a text of all of them. Their parameters follow each other.
 */
export function oneRead(reads: readonly Read[], dialect: keyof typeof manners): OneRead {
  const manner = manners[dialect];
  const columnsOf = reads.map(({ gives }) => Object.entries(gives));
  const parts = reads.map(({ sql }, i) => {
    const cells = columnsOf[i]?.map(([name, type]) => (isReal(type) ? manner.exact(name) : name)) ?? [];
    return `(select ${manner.list(manner.row(cells.join(', ')))} from (${sql}) as asked${i}) as part${i}`;
  });
  return {
    sql: `select ${parts.join(', ')}`,
    apart: (answer) => columnsOf.map((columns, i) => toRows(columns, String(answer?.[`part${i}`] ?? '[]'))),
  };
}

function isReal(type: ColumnType): boolean {
  return type === 'double precision';
}

function toRows(columns: readonly [string, ColumnType][], json: string): Row[] {
  const rows: Cell[][] = JSON.parse(json);
  return rows.map((cells) => {
    const row: Row = {};
    for (let i = 0; i < columns.length; i += 1) {
      const [name, type] = columns[i] as [string, ColumnType];
      const cell = cells[i] ?? null;
      row[name] = isReal(type) && cell !== null ? Number(cell) : cell;
    }
    return row;
  });
}
