import { startPostgres } from '../support/postgres.ts';

/** Runs a PostgreSQL that waits for the disk at every commit for as long as `work` takes: worlds can be made on it. */
export async function onPostgres<T>(work: () => Promise<T>): Promise<T> {
  const postgres = await startPostgres({ durable: true });
  process.env.HOLDLINE_TEST_POSTGRES = postgres.url;
  try {
    return await work();
  } finally {
    delete process.env.HOLDLINE_TEST_POSTGRES;
    await postgres.stop();
  }
}
