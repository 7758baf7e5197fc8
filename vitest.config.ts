import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SpreadWaits } from './tests/support/spread-waits.ts';

/**
 * Of tests/api, what runs on SQLite alone: on PostgreSQL it would go through the same code once more. Whatever stands here asks
 * nothing of the database that other files don't ask. A file that is not named runs on both; `npm run test:soak` runs all of them on
 * both (HOLDLINE_TEST_WHOLE).
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
  // Rules about a text; which names are stored how is tests/postgres/stored-names.
  ...[
    'accounts-password',
    'accounts-profile',
    'accounts-sign-up-password',
    'messages-sentiment',
    'names-worn',
  ],
  // Prices that are counted in memory; how nodes share them is tests/postgres/shared-limits.
  ...['conventions-rate-limits', 'fair-turns', 'prices', 'prices-bots', 'prices-profile'],
  // Which events there are of what, and what is in each: snapshot-plus-events compares all of them with what the database says.
  ...['events-chats', 'events-ends', 'events-messages', 'events-people', 'events-reactions'],
  // When nothing is new, which is told from places in the log.
  ...['events-conditional', 'messages-etag'],
  // Who may do what, and what others then see: rules that are judged in memory, over rows that are read in the same way on both. Every route
  // is asked on PostgreSQL, rightly and wrongly, by every-field and never-500; what differs there (order, counts, what is unique, races,
  // search) is asked by the files that are not named here.
  ...[
    'accounts-log-out',
    'accounts-refresh',
    'blocks',
    'bots',
    'hooks',
    'incoming-hooks',
    'hook-keepers',
    'hooks-refused',
    'hooks-too-late',
    'broadcasts',
    'chats-change',
    'chats-join',
    'email',
  ],
  ...['chats-preview', 'chats-start', 'guest-upgrade', 'guests', 'images-access', 'leaks', 'lobby'],
  ...['mentions', 'moderation', 'replies', 'reports', 'rotate', 'rotate-away', 'seen'],
  // How two nodes on PostgreSQL push once is tests/postgres/push-nodes.
  ...['push', 'push-devices'],
  ...['shared-history', 'taken-back', 'leaks-outside'],
  // How two nodes on PostgreSQL let messages disappear, and erase them, is tests/postgres/taken-back-nodes.
  'disappearing',
  // Long talks at random; the soak has them ten times as long on both, and three nodes are killed on PostgreSQL in tests/postgres/nodes.
  ...['canaries', 'exactly-once'],
  // What a file looks like that was made of a history; postgres/export-growth writes a long one on both.
  ...['export'],
  // What the threads do: pictures and passwords.
  ...['accounts-log-in', 'hashing-line', 'images-caption', 'images-pace', 'images-refused'],
  // What is kept in memory, and time: held polls, who is there, who types. How nodes share it is in tests/postgres.
  ...['events-caps', 'events-hang-up', 'events-hold', 'events-quiet', 'guests-idle', 'poll-jitter'],
  ...['streams', 'stream-ends'],
  ...['presence-online', 'presence-typing', 'short-ways', 'short-sends', 'short-marks', 'sends-arriving'],
  // What stands between people and servers does not know the database; exactly-once and nodes do.
  ...['exactly-once-proxies', 'client-for-programs'],
  // What one sees of a whisper, of images and moods; how the two databases find them is asked by canaries, every-field and large-chats.
  ...['images', 'invites', 'messages-edit', 'mood', 'whispers'],
  // What a client is made of: the schema names no database.
  ...['generated-client', 'schema', 'docs'],
  // The process, its file, its log and its command line, from the outside; exactly-once and tests/postgres kill it, start and end it on both.
  ...[
    'kill-nine',
    'legacy-client',
    'manage',
    'moderation-manage',
    'readme-follow',
    'readme-walk',
    'request-log',
    'security-log',
    'shutdown',
    'staff',
  ],
].map((name) => `tests/api/${name}.test.ts`);

/** What is about SQLite's file itself, in the soak too; what there is to say of it on PostgreSQL is tests/postgres/restored. */
const ofSqlite = ['tests/api/backup.test.ts'];

/**
 * Of tests/api, what runs on PostgreSQL alone: what is tried there is nonsense in every field, and PostgreSQL refuses all that SQLite
 * does and more (a zero byte, half a surrogate pair, numbers too large, a text that is no date).
 */
const onPostgresAlone = ['every-field', 'never-500'].map((name) => `tests/api/${name}.test.ts`);

/**
 * Of tests/web, what stands beside talking, its line and its pictures (the details of a chat, the settings, lists, search, log-ins), or shows once more, by touch or by
 * three people, what others show. Its rules are held in tests/api, and each of its screens is opened, and looked at by axe, in web/axe. `npm run test:web` runs all of tests/web.
 */
const pagesApart = [
  ...['long-log', 'tabs-on-http', 'three-devices', 'three-people', 'search', 'settings', 'bots'],
  ...['account', 'guest-settings', 'mail', 'sessions', 'languages', 'avatars', 'people', 'blocks', 'rooms'],
  ...['invites', 'large', 'layout', 'members', 'mood', 'settings'].map((name) => `details-${name}`),
  ...['quick-switch', 'layers', 'whisper-question'],
  ...['back', 'guests', 'keys', 'late', 'moods', 'names', 'talk', 'whispers', 'words'].map(
    (name) => `phone-${name}`,
  ),
];

/**
 * For the soak: what takes a package of 50 MB (alert-rules), three nodes behind nginx as `.deploy/` has them (deployed; nodes has a proxy before three), nodes that are killed one after the other (hook-nodes, push-nodes; log-reader has who takes over), and thousands of people, a hundred thousand messages and large photos, by the clock. What keeps them quick is held here
 * without a clock: the plans of the statements (log-plans, large-chats, search-index), turns and slices (fair-turns, in-turns, wake-in-slices), and the line of images (images-pace). Then what is
 * told shorter elsewhere: exactly-once kills and cuts too, tabs and unit/lease hold one page for many, prices and unit/meter hold what a price is.
 */
const bySoakAlone = [
  ...['alert-rules', 'deployed', 'export-growth', 'hall-reads', 'hook-nodes', 'long-lists', 'push-nodes'].map(
    (name) => `postgres/${name}`,
  ),
  ...[
    'api/images-beside',
    'api/exactly-once-proxies',
    'api/kill-nine',
    'api/prices-bots',
    'api/stream-slow-reader',
  ],
  // Memory of a hundred thousand people, and passwords at their true cost.
  ...['unit/elsewhere-memory', 'api/hashing-line'],
  ...pagesApart.map((name) => `web/${name}`),
].map((name) => `tests/${name}.test.ts`);

const runsWhole = process.env.HOLDLINE_TEST_WHOLE === 'on';

// Most tests wait for a database, a browser or a deadline as long as they compute: two workers more than there are processors.
const workers = Math.max(2, availableParallelism()) + 2;

export default defineConfig({
  test: {
    // Files share their worker: loading the server's packages anew for each would cost half a second of processor time a
    // file. It is safe because nothing in the project keeps state in a module.
    isolate: false,
    pool: 'forks',
    // No test runs the same code for long enough to win back what the optimizing compiler costs, a tenth of a worker's time; nor are there
    // processors to spare for the threads that would help to collect garbage.
    execArgv: [
      ...['--no-opt', '--single-threaded-gc'],
      ...['--import', new URL('tests/support/end-with-parent.mjs', import.meta.url).href],
    ],
    maxWorkers: workers,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: 'tests/support/global-folder.ts',
    alias: { '@node-rs/argon2': new URL('tests/support/quick-argon2.ts', import.meta.url).pathname },
    restoreMocks: true,
    unstubEnvs: true,
    coverage: { provider: 'v8', include: ['api/**/*.ts', 'web/**/*.ts'] },
    sequence: { sequencer: SpreadWaits },
    // A worker belongs to one project, and loads everything anew in the next: so there are no more of them than databases.
    projects: [
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['tests/api/**/*.test.ts', 'tests/postgres/**/*.test.ts'],
          exclude: runsWhole ? ofSqlite : [...onSqliteAlone, ...ofSqlite, ...bySoakAlone],
          env: { HOLDLINE_TEST_DATABASE: 'postgres' },
          globalSetup: 'tests/support/global-postgres.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['tests/api/**/*.test.ts', 'tests/unit/**/*.test.ts', 'tests/web/**/*.test.ts'],
          exclude: runsWhole ? [] : [...onPostgresAlone, ...bySoakAlone],
          env: { HOLDLINE_TEST_DATABASE: 'sqlite' },
        },
      },
    ],
  },
});
