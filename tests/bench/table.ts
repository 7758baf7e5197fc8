import type { DatabaseKind } from '../support/database.ts';
import type { Pair } from './compare.ts';

export const databaseNames: Record<DatabaseKind, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/** One measured thing; every cell is text ready to be read. */
export interface Row {
  measure: string;
  ours: string;
  beside: string;
  ratio: string;
  aim: string;
}

/** What a ratio should be, said with whether it is. */
type Aim = (ratio: number) => string;

export const atLeast =
  (aim: number): Aim =>
  (ratio) =>
    `≥ ${aim} ${ratio >= aim ? 'met' : 'MISSED'}`;
export const atMost =
  (aim: number): Aim =>
  (ratio) =>
    `≤ ${aim} ${ratio <= aim ? 'met' : 'MISSED'}`;

export function pairRow(measure: string, { ours, beside, ratio }: Pair, aim: Aim = () => ''): Row {
  return { measure, ours: number(ours), beside: number(beside), ratio: ratio.toFixed(2), aim: aim(ratio) };
}

/** Something to which there is nothing comparable. */
export function countRow(measure: string, ours: number, aim = ''): Row {
  return { measure, ours: number(ours), beside: '', ratio: '', aim };
}

export function resultTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [row.measure, row.ours, row.beside, row.ratio, row.aim]);
  return markdown(['', 'Holdline', 'beside', 'ratio', 'aim'], cells);
}

/** A Markdown table with its columns in line. The first column is words, the others are numbers. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((cells) => cells[i]?.length ?? 0)));
  const pad = (text = '', i: number) =>
    i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
  const line = (cells: readonly string[]) => `| ${widths.map((_, i) => pad(cells[i], i)).join(' | ')} |`;
  const rules = widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`));
  return [line(head), `|${rules.join('|')}|`, ...rows.map(line)].join('\n');
}

/** Three digits that mean something, with thousands set apart. */
export function number(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : 2);
}
