import { afterEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { makeStaff } from '../support/manage.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { scale } from '../support/soak.ts';
import { playTraffic } from '../support/traffic.ts';
import { until } from '../support/until.ts';
import { judge } from '../support/verdict.ts';

// The promise of api/README.md section 5: for one reader, in order, every event that it may see, exactly once.

const seed = testSeed();
let database: TestDatabase | undefined;
let server: ServerProcess | undefined;

afterEach(async () => {
  await server?.stop('SIGKILL');
  await database?.drop();
});

/** On the data and the port of the one that was killed. */
async function startAgain({ url, settings }: ServerProcess): Promise<ServerProcess> {
  const port = new URL(url).port;
  const attempt = () => startServerProcess({ ...settings, PORT: port });
  // An outgoing connection of this machine may have the port for a moment.
  return until(attempt, { what: `a server on port ${port} again`, deadlineMs: 20_000 });
}

test(
  `nothing is lost, doubled or leaked while the server is killed again and again (seed ${seed})`,
  async () => {
    console.info(`exactly-once: HOLDLINE_TEST_SEED=${seed}`);
    database = await createDatabase();
    server = await startServerProcess(database.settings);
    const started = server;
    const { operations, kills, maxWaitS } = scale();
    const story = await playTraffic({
      url: server.url,
      random: randomFrom(seed),
      operations,
      maxWaitS,
      makeStaff: (username) => makeStaff(started, username),
      async meanwhile(reach) {
        for (let kill = 1; kill <= kills; kill += 1) {
          await reach(kill / (kills + 1));
          const killed = server;
          await killed?.stop('SIGKILL');
          if (killed) server = await startAgain(killed);
        }
      },
    });
    expect(judge(story)).toEqual([]);
  },
  scale().timeoutMs,
);
