import type { Database } from '../../api/db/database.ts';

export interface Statement {
  sql: string;
  bindings: unknown[];
}

/** How the database goes about a statement. */
export interface Plan {
  text: string;
  /** The parts that read a whole table of those asked about. */
  fullScans: string[];
  /** How many rows were really gone over; on SQLite, which does not count them, 0. */
  rows: number;
}

/** All statements that `work` makes, in order. */
export async function statementsOf(db: Database, work: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = [];
  const note = ({ sql, bindings }: Statement) => {
    if (/^\s*(with|select|update|delete|insert)/i.test(sql)) seen.push({ sql, bindings });
  };
  db.read.on('query', note);
  try {
    await work();
  } finally {
    db.read.removeListener('query', note);
  }
  return seen;
}

/** The plan of a statement that only reads, with what it does to these tables. */
export async function explain(
  db: Database,
  statement: Statement,
  tables: readonly string[] = ['events'],
): Promise<Plan> {
  return db.dialect === 'postgres'
    ? explainPostgres(db, statement, tables)
    : explainSqlite(db, statement, tables);
}

async function explainSqlite(
  db: Database,
  { sql, bindings }: Statement,
  tables: readonly string[],
): Promise<Plan> {
  const rows: { detail: string }[] = await db.read.raw(`explain query plan ${sql}`, bindings as string[]);
  const steps = rows.map(({ detail }) => detail);
  // "SCAN events" goes through all of it; "SEARCH events USING ..." begins where it is told.
  const scan = new RegExp(`^SCAN (${tables.join('|')})\\b`);
  return { text: steps.join('\n'), fullScans: steps.filter((step) => scan.test(step)), rows: 0 };
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

async function explainPostgres(
  db: Database,
  { sql, bindings }: Statement,
  tables: readonly string[],
): Promise<Plan> {
  // knex wrote $1, $2 already; its own question marks are what raw() takes.
  const asked = sql.replace(/\$\d+/g, '?');
  const query = db.read.raw(`explain (analyze, format json) ${asked}`, bindings as string[]);
  const { rows } = (await query) as { rows: { 'QUERY PLAN': { Plan: Node }[] }[] };
  const root = rows[0]?.['QUERY PLAN'][0]?.Plan;
  const nodes = root ? flatten(root) : [];
  const ofTables = nodes.filter((node) => tables.includes(node['Relation Name'] ?? ''));
  return {
    text: JSON.stringify(root, null, 1),
    fullScans: ofTables.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Node Type']),
    rows: ofTables.reduce((sum, node) => sum + goneOver(node), 0),
  };
}

function goneOver(node: Node): number {
  return (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
}

function flatten(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
