import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const postgres = 'tests/support/global-postgres.ts';

export default defineConfig({
  test: {
    // Files share their worker: loading the server's packages anew for each would cost half a second of processor time a
    // file. It is safe because nothing in the project keeps state in a module.
    isolate: false,
    pool: 'forks',
    execArgv: ['--import', new URL('tests/support/end-with-parent.mjs', import.meta.url).href],
    // Two at least: most tests wait for a database or a deadline more than they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 15_000,
    hookTimeout: 30_000,
    globalSetup: 'tests/support/global-folder.ts',
    alias: { '@node-rs/argon2': new URL('tests/support/quick-argon2.ts', import.meta.url).pathname },
    restoreMocks: true,
    unstubEnvs: true,
    coverage: { provider: 'v8', include: ['api/**/*.ts', 'web/**/*.ts'] },
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'api-sqlite',
          include: ['tests/api/**/*.test.ts'],
          env: { HOLDLINE_TEST_DATABASE: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'api-postgres',
          include: ['tests/api/**/*.test.ts'],
          env: { HOLDLINE_TEST_DATABASE: 'postgres' },
          globalSetup: postgres,
        },
      },
      {
        extends: true,
        test: { name: 'postgres', include: ['tests/postgres/**/*.test.ts'], globalSetup: postgres },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: ['tests/web/**/*.test.ts'],
          testTimeout: 30_000,
          // After the others, and never more than two browsers: a page that is starved of the processor looks like a
          // slow page. Two halve the time even on two cores, as the tests mostly wait for the next poll.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
