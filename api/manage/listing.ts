import { pageSize } from './arguments.ts';

interface Listing {
  rows: string[][];
  page: number;
  count: number;
  what: string;
}

/** The rows as a table, and where in the whole they stand. */
export function listing({ rows, page, count, what }: Listing): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const pages = Math.max(1, Math.ceil(count / pageSize));
  return [...lines, `${count} ${what}, page ${page} of ${pages}`];
}

/** Names are anybody's words: as JSON, so that none can move the terminal's cursor or look like a line of ours. */
export function quoted(name: string): string {
  return JSON.stringify(name).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (unsafe) => `\\u{${unsafe.codePointAt(0)?.toString(16)}}`,
  );
}
