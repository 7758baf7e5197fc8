import pg from 'pg';
import { watchSql } from './watched-sql.ts';

/** Counts what this process's drivers are asked while `work` goes on, below all of ours: BEGIN and COMMIT too, on either database. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const sqlite = watchSql();
  const { query } = pg.Client.prototype;
  let ofPostgres = 0;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]) {
      ofPostgres += 1;
      return Reflect.apply(query, this, args);
    },
  });
  try {
    await work();
  } finally {
    sqlite.stop();
    Object.assign(pg.Client.prototype, { query });
  }
  return sqlite.seen.length + ofPostgres;
}
