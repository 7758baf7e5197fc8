import { startPostgres } from './postgres.ts';
import { makeTemplate } from './template.ts';

/**
 * vitest's global setup of the projects that need PostgreSQL: one server for the whole run, started only when such a
 * project runs, and on it a migrated database to copy. Both reach the tests by the environment, and so may a server of your own: then none is started.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  // The second project to ask finds what the first one started.
  if (process.env.HOLDLINE_TEST_TEMPLATE) return undefined;
  const postgres = process.env.HOLDLINE_TEST_POSTGRES ? null : await startPostgres();
  process.env.HOLDLINE_TEST_POSTGRES ??= postgres?.url;
  const template = await makeTemplate('postgres');
  process.env.HOLDLINE_TEST_TEMPLATE = template.name;
  return async () => {
    delete process.env.HOLDLINE_TEST_TEMPLATE;
    await template.drop();
    if (!postgres) return;
    delete process.env.HOLDLINE_TEST_POSTGRES;
    await postgres.stop();
  };
}
