import type pg from 'pg';

/**
 * Whether a pooler (PgBouncer and its like) stands between: those give out process ids of their own. In transaction mode what belongs to a
 * session is then lost or somebody else's: LISTEN, statements that were prepared, SET.
 */
export async function isPooled(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const { processID } = client as pg.Client & { processID?: number | null };
  return rows[0]?.pid !== processID;
}
