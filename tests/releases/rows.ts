import pg from 'pg';

/** What is in each table of a PostgreSQL database, as PostgreSQL itself writes rows in JSON. */
export interface Rows {
  tables: Record<string, object[]>;
  /** The last number that each sequence gave; null: none yet. */
  sequences: Record<string, number | null>;
}

/** Of all tables, knex's own two included: they say which migrations have run. Nobody writes meanwhile. */
export async function readRows(url: string): Promise<Rows> {
  return withClient(url, async (client) => {
    const tables: Rows['tables'] = {};
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query(`select coalesce(json_agg(t), '[]') as rows from ${table} t`);
      tables[table] = rows[0].rows;
    }
    const { rows } = await client.query(
      "select sequencename as name, last_value as last from pg_sequences where schemaname = 'public' order by 1",
    );
    return { tables, sequences: Object.fromEntries(rows.map(({ name, last }) => [name, toNumber(last)])) };
  });
}

/** Into a database whose tables are those of the rows; what is in it goes. Asks for a superuser, as no trigger and no foreign key is to look. */
export async function writeRows(url: string, { tables, sequences }: Rows): Promise<void> {
  await withClient(url, async (client) => {
    await client.query("begin; set local session_replication_role = 'replica'");
    await client.query(`truncate ${(await tablesOf(client)).join(', ')}`);
    for (const [table, rows] of Object.entries(tables)) {
      const written = JSON.stringify(rows);
      await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
        written,
      ]);
    }
    for (const [sequence, last] of Object.entries(sequences))
      if (last !== null) await client.query('select setval($1, $2)', [sequence, last]);
    await client.query('commit');
  });
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    "select tablename from pg_tables where schemaname = 'public' order by 1",
  );
  return rows.map(({ tablename }) => tablename);
}

function toNumber(last: string | null): number | null {
  return last === null ? null : Number(last);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
