import { startPostgres } from './postgres.ts';

/**
 * vitest's global setup of the projects that need PostgreSQL: one server for the whole run, started only when such a
 * project runs. Its URL reaches the tests by the environment, and so may one of your own: then nothing is started.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  // The second project to ask finds what the first one started.
  if (process.env.HOLDLINE_TEST_POSTGRES) return undefined;
  const postgres = await startPostgres();
  process.env.HOLDLINE_TEST_POSTGRES = postgres.url;
  return async () => {
    delete process.env.HOLDLINE_TEST_POSTGRES;
    await postgres.stop();
  };
}
