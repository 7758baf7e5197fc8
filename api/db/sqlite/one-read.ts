import type { ColumnType } from '../statement.ts';

/** A statement that only reads, and the columns that it gives. */
export interface Read {
  name: string;
  sql: string;
  gives: Readonly<Record<string, ColumnType>>;
}

type Cell = string | number | null;
type Row = Record<string, unknown>;

/** Several statements that are one for SQLite. */
export interface OneRead {
  sql: string;
  /** The rows of each of them, as it would have given them by itself. */
  apart(answer: Row | undefined): Row[][];
}

/**
 * Makes one statement of several, whose answers come in one hop and as one row: the driver makes an object of each row and a name of each
 * cell, which costs more than to read a text of all of them. Their parameters follow each other.
 */
export function oneRead(reads: readonly Read[]): OneRead {
  const columnsOf = reads.map(({ gives }) => Object.entries(gives));
  const parts = reads.map(({ sql }, i) => {
    const cells = columnsOf[i]?.map(([name, type]) => asJson(name, type)) ?? [];
    return `(select json_group_array(json_array(${cells.join(', ')})) from (${sql}))`;
  });
  return {
    sql: `select ${parts.map((part, i) => `${part} as part${i}`).join(', ')}`,
    apart: (answer) => columnsOf.map((columns, i) => toRows(columns, String(answer?.[`part${i}`]))),
  };
}

/** JSON has fifteen digits of a number, and `quote` as many as it takes to be the same. */
function asJson(name: string, type: ColumnType): string {
  return type === 'double precision' ? `iif(${name} is null, null, quote(${name}))` : name;
}

function toRows(columns: readonly [string, ColumnType][], json: string): Row[] {
  const rows: Cell[][] = JSON.parse(json);
  return rows.map((cells) => {
    const row: Row = {};
    for (let i = 0; i < columns.length; i += 1) {
      const [name, type] = columns[i] as [string, ColumnType];
      const cell = cells[i] ?? null;
      row[name] = type === 'double precision' && cell !== null ? Number(cell) : cell;
    }
    return row;
  });
}
