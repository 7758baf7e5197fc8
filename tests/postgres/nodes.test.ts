import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type ReverseProxy, startProxy } from '../support/cutting-proxy.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { makeStaff } from '../support/manage.ts';
import { type Random, randomFrom, testSeed } from '../support/random.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { scale } from '../support/soak.ts';
import { terminateListeners } from '../support/terminate-listeners.ts';
import { playTraffic } from '../support/traffic.ts';
import { judge } from '../support/verdict.ts';

// Several nodes, no sticky sessions: any node answers any request, and nodes come and go.

const seed = testSeed();
const { operations, kills, maxWaitS, timeoutMs } = scale();
const nodeCount = 3;

let database: TestDatabase | undefined;
let proxy: ReverseProxy | undefined;
const nodes: ServerProcess[] = [];

afterEach(async () => {
  await proxy?.close();
  await Promise.all(nodes.splice(0).map((node) => node.stop('SIGKILL')));
  await database?.drop();
});

/** A node that has the others' secret, so that a token from one is good at all. */
async function startNode({ settings }: TestDatabase): Promise<void> {
  nodes.push(await startServerProcess({ ...settings, SECRET_KEY: 'a secret that the three nodes share' }));
}

/** Half of them get no chance to say goodbye; while one is down the proxy still tries it. */
async function replaceOne(on: TestDatabase, random: Random): Promise<void> {
  const going = random.pick(nodes);
  const started = startNode(on);
  await going.stop(random.chance(0.5) ? 'SIGKILL' : 'SIGTERM');
  nodes.splice(nodes.indexOf(going), 1);
  await started;
}

/** Nodes that lose their wake-ups are behind the others for a while, and polls go from one to the other. */
async function keepLagging(on: TestDatabase, end: Promise<void>, random: Random): Promise<void> {
  let isOver = false;
  const stop = () => {
    isOver = true;
  };
  end.then(stop, stop);
  while (!isOver) {
    await terminateListeners(on);
    await sleep(200 + random.below(600));
  }
  await end;
}

test(
  `nothing is lost between three nodes that are killed and replaced (seed ${seed})`,
  async () => {
    console.info(`nodes: HOLDLINE_TEST_SEED=${seed}`);
    const random = randomFrom(seed);
    const shared = await createDatabase('postgres');
    database = shared;
    await Promise.all(Array.from({ length: nodeCount }, () => startNode(shared)));
    const route = random.fork();
    proxy = await startProxy({ target: () => route.pick(nodes).url });
    const story = await playTraffic({
      url: proxy.url,
      random,
      operations,
      maxWaitS,
      makeStaff: (username) => makeStaff(shared, username),
      async meanwhile(reach) {
        const replacing = async () => {
          for (let kill = 1; kill <= kills; kill += 1) {
            await reach(kill / (kills + 1));
            await replaceOne(shared, random);
          }
        };
        await Promise.all([replacing(), keepLagging(shared, reach(1), random.fork())]);
      },
    });
    expect(judge(story)).toEqual([]);
  },
  timeoutMs,
);
