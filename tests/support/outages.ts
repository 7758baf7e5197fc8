import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from './fleet.ts';
import type { Random } from './random.ts';
import { scale } from './soak.ts';
import { terminateListeners } from './terminate-listeners.ts';

/** Something that goes wrong with a fleet. Resolves when it is over. */
export type Outage = (fleet: Fleet, random: Random) => Promise<void>;

const last = (random: Random) => sleep(200 + random.below(scale().maxOutageMs));

/** By what is said about it when it was not survived. */
export const outages: Record<string, Outage> = {
  /** Half of them get no chance to say goodbye; while one is down the proxy still tries it. */
  async 'a node is killed and another begins'({ nodes, addNode }, random) {
    const going = random.pick(nodes);
    const started = addNode();
    await going.process.stop(random.chance(0.5) ? 'SIGKILL' : 'SIGTERM');
    nodes.splice(nodes.indexOf(going), 1);
    await started;
  },

  /** The whole PostgreSQL, and reads again from its log what it had acknowledged. */
  async 'the database crashes and comes back'({ postgres }, random) {
    await postgres.crash();
    await last(random);
    await postgres.revive();
  },

  async 'a node is cut off from the database'({ nodes }, random) {
    const { toDatabase } = random.pick(nodes);
    await toDatabase.cut();
    await last(random);
    await toDatabase.mend();
  },

  async 'the line of a node to the database falls silent'({ nodes }, random) {
    const { toDatabase } = random.pick(nodes);
    toDatabase.goSilent();
    await last(random);
    await toDatabase.mend();
  },
};

/** Those of NATS. */
export const busOutages: Record<string, Outage> = {
  async 'a server of the bus is killed and comes back'({ busServers }, random) {
    const server = random.pick(busServers);
    await server.kill();
    await last(random);
    await server.revive();
  },

  async 'all servers of the bus are killed and come back'({ busServers }, random) {
    await Promise.all(busServers.map((server) => server.kill()));
    await last(random);
    await Promise.all(busServers.map((server) => server.revive()));
  },

  async 'a server of the bus stands still'({ busServers }, random) {
    const server = random.pick(busServers);
    server.freeze();
    await last(random);
    server.thaw();
  },

  /** Sometimes longer than it takes to notice; the others go on meanwhile. */
  async 'a line to the bus falls silent'({ toBus }, random) {
    const line = random.pick(toBus);
    line.goSilent();
    await last(random);
    await line.mend();
  },
};

/** Without NATS: nodes that lose their wake-ups are behind the others for a while. */
export const listenOutages: Record<string, Outage> = {
  async 'nobody listens any more'({ database }) {
    await terminateListeners(database);
  },
};
