import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/**
 * Everything that a database holds, to be searched for what must not be there. Of SQLite the bytes of its files, free pages and log of
 * writes included, so its server should have stopped, or have emptied that log. Of PostgreSQL the rows: what is left of dead ones
 * until a vacuum is not ours to see.
 */
export async function storedBytes({ DATA_DIR = '', DATABASE_URL }: Record<string, string>): Promise<Buffer> {
  if (DATABASE_URL) return Buffer.from(await allRows(DATABASE_URL));
  const files = readdirSync(DATA_DIR).filter((name) => name.includes('.sqlite3'));
  return Buffer.concat(files.map((name) => readFileSync(path.join(DATA_DIR, name))));
}

async function allRows(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select ${name}::text as row from ${name}`);
      parts.push(...rows.map(({ row }) => row));
    }
    return parts.join('\n');
  } finally {
    await client.end();
  }
}
