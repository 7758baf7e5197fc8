import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const postgres = 'tests/support/global-postgres.ts';

/**
 * Of tests/api, what runs on SQLite alone: on PostgreSQL it would go through the same code once more. Whatever stands here asks
 * nothing of the database that other files don't ask. A file that is not named runs on both; `npm run test:soak` runs all of them on
 * PostgreSQL (HOLDLINE_TEST_WHOLE).
 */
const onSqliteAlone = [
  // What is decided before any feature is asked: paths, bodies, headers, fields, the door.
  ...['conventions-authentication', 'conventions-bodies', 'conventions-cors', 'conventions-paths'],
  ...[
    'conventions-refusals',
    'deep-json',
    'door',
    'error-words',
    'largest-requests',
    'public-url',
    'secrets',
  ],
  // Rules about a text, or prices that are counted in memory; how nodes share them is tests/postgres/shared-limits.
  ...['accounts-sign-up-password', 'messages-sentiment', 'prices', 'prices-profile', 'fair-turns'],
  // What the threads do: pictures and passwords.
  ...['hashing-line', 'images-caption', 'images-pace', 'images-refused'],
  // What is kept in memory, and time: held polls, who is there, who types. How nodes share it is in tests/postgres.
  ...['events-caps', 'events-hang-up', 'events-hold', 'events-quiet', 'guests-idle', 'poll-jitter'],
  ...['presence-online', 'presence-typing', 'short-ways'],
  // The process, its log and its command line, from the outside; tests/postgres starts and ends it on both.
  ...['legacy-client', 'manage', 'readme-follow', 'readme-walk', 'security-log', 'shutdown'],
].map((name) => `tests/api/${name}.test.ts`);

/**
 * They compare times of some hundred milliseconds: last, one after the other, with nothing of ours beside them. Everything else has to
 * do with a busy machine.
 */
const alone = [
  'tests/api/hashing-line.test.ts',
  'tests/api/images-pace.test.ts',
  'tests/web/live.test.ts',
  'tests/web/long-log.test.ts',
];

const runsWhole = process.env.HOLDLINE_TEST_WHOLE === 'on';

// Most tests wait for a database, a browser or a deadline more than they compute: one worker more than there are processors.
const workers = Math.max(2, availableParallelism()) + 1;

export default defineConfig({
  test: {
    // Files share their worker: loading the server's packages anew for each would cost half a second of processor time a
    // file. It is safe because nothing in the project keeps state in a module.
    isolate: false,
    pool: 'forks',
    execArgv: ['--import', new URL('tests/support/end-with-parent.mjs', import.meta.url).href],
    maxWorkers: workers,
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
          exclude: alone,
          env: { HOLDLINE_TEST_DATABASE: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'api-postgres',
          include: ['tests/api/**/*.test.ts'],
          exclude: runsWhole ? [] : onSqliteAlone,
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
          exclude: alone,
          testTimeout: 30_000,
          // After the others: a page that is starved of the processor looks like a slow page.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          testTimeout: 30_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
