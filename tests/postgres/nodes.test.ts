import { nanoid } from 'nanoid';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { fetchMs } from '../support/debian-package.ts';
import { type Fleet, type FleetBus, startFleet } from '../support/fleet.ts';
import { makeStaff } from '../support/manage.ts';
import { busOutages, listenOutages, type Outage, outages } from '../support/outages.ts';
import { elsewhere, type Person, signUp } from '../support/person.ts';
import { findProgram } from '../support/programs.ts';
import { type Random, randomFrom, testSeed } from '../support/random.ts';
import { scale } from '../support/soak.ts';
import { playTraffic } from '../support/traffic.ts';
import { until } from '../support/until.ts';
import { judge } from '../support/verdict.ts';

// Several nodes, no sticky sessions: any node answers any request, and everything that they stand on breaks in turn.

const seed = testSeed();
const { fleetOperations, outageCount, recoveryMs, fleetBuses, maxWaitS, timeoutMs } = scale();
const nodeCount = 3;

let fleet: Fleet | undefined;

beforeAll(async () => {
  await findProgram('nats-server');
  await findProgram('pgbouncer');
}, fetchMs);

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

/** Each node takes a message, and the next one shows it. Resolves with how long that took. */
async function requireRecovery({ nodes }: Fleet, person: Person, uri: string, what: string): Promise<number> {
  const messages = `/api/chats/${uri}/messages/`;
  const endedAt = performance.now();
  const within = () => ({ deadlineMs: Math.max(0, recoveryMs - (performance.now() - endedAt)) });
  const patience = () => ({ signal: AbortSignal.timeout(recoveryMs) });
  await Promise.all(
    nodes.map(async ({ process }, i) => {
      const [here, there] = [process, nodes[(i + 1) % nodes.length]?.process ?? process];
      const text = nanoid();
      const send = async () => {
        const reply = await elsewhere(here, person).post(
          messages,
          { message: text, client_id: text },
          patience(),
        );
        return reply.status < 300 ? 'taken' : reply.text;
      };
      const isShown = async () =>
        (await elsewhere(there, person).get(messages, patience())).text.includes(text);
      await until(send, {
        what: `a node takes messages after ${what}`,
        is: (seen) => seen === 'taken',
        ...within(),
      });
      await until(isShown, { what: `the next node shows them after ${what}`, ...within() });
    }),
  );
  return performance.now() - endedAt;
}

const kinds: Record<FleetBus, Record<string, Outage>> = {
  NATS: { ...outages, ...busOutages },
  'NATS, behind PgBouncer': { ...outages, ...busOutages },
  'LISTEN and NOTIFY': { ...outages, ...listenOutages },
};

/** Each once, in another order each time, until there are enough. */
function inTurns<T>(items: readonly T[], count: number, random: Random): T[] {
  const rounds = Array.from({ length: Math.ceil(count / items.length) }, () => random.shuffled(items));
  return rounds.flat().slice(0, count);
}

test.for(fleetBuses)(
  `nothing is lost between three nodes on %s, whatever breaks (seed ${seed})`,
  { timeout: timeoutMs },
  async (bus) => {
    console.info(`nodes: HOLDLINE_TEST_SEED=${seed}`);
    const random = randomFrom(seed);
    const started = await startFleet(nodeCount, bus, random);
    fleet = started;
    const walker = await signUp(started, 'walker');
    const { uri } = (await walker.post<{ uri: string }>('/api/chats/', {})).body;
    const plan = inTurns(Object.entries(kinds[bus]), outageCount, random);
    let slowestMs = 0;
    const story = await playTraffic({
      url: started.url,
      nodes: started.nodes.map(({ process }) => process),
      random,
      operations: fleetOperations,
      maxWaitS,
      makeStaff: (username) => makeStaff(started.database, username),
      async meanwhile(reach) {
        for (const [i, [what, outage]] of plan.entries()) {
          await reach((i + 1) / (plan.length + 1));
          await outage(started, random);
          slowestMs = Math.max(slowestMs, await requireRecovery(started, walker, uri, what));
        }
      },
    });
    console.info(`nodes: ${plan.length} outages, all nodes back after ${Math.round(slowestMs)} ms at most`);
    expect(judge(story)).toEqual([]);
  },
);
