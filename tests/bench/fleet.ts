import { startNats, startRedis } from '../support/bus-servers.ts';
import { median, type Scale } from './compare.ts';
import { openEvening } from './evening.ts';
import { quantile } from './hall-reads.ts';
import { crowd } from './nodes.ts';
import { onPostgres } from './on-postgres.ts';
import { settle } from './settle.ts';
import { markdown, number } from './table.ts';
import { cpuMsOf, startNodes } from './target.ts';

const rooms = 8;
const perRoom = 25;
const readers = rooms * perRoom;
/** In rooms of their own, where nobody waits for what they say. */
const senders = 64;
/** In all rooms together: little enough for a node to have time to spare, so that what a reader waits is the way and no line before it. */
const calmPerSecond = 20;
const counts = [1, 2, 4];
const maxRounds = 3;

type Fleet = Awaited<ReturnType<typeof startFleet>>;

/**
 * What 1, 2 and 4 nodes do by each bus, a round of each fleet after a round of the one before. All nodes share one processor; the buses, PostgreSQL and the load
 * have the other.
 */
export function measureFleets({ rounds, roundMs, warmUpMs }: Scale): Promise<string> {
  return onPostgres(async () => {
    const nats = await startNats();
    const redis = await startRedis();
    const buses = { NATS: nats.url, Redis: redis.url, NOTIFY: '' };
    const fleets: Fleet[] = [];
    try {
      for (const [bus, url] of Object.entries(buses))
        for (const count of counts) fleets.push(await startFleet(bus, url, count));
      for (const fleet of fleets) await fleet.warmUp(warmUpMs);
      for (let i = 0; i < Math.min(rounds, maxRounds); i += 1)
        for (const fleet of fleets) await fleet.measure(roundMs);
      return tableOf(fleets);
    } finally {
      for (const fleet of fleets) await fleet.stop();
      for (const server of [nats, redis]) await server.stop();
    }
  });
}

/** So many nodes on a database of their own. */
async function startFleet(bus: string, busUrl: string, count: number) {
  const size = { people: readers + senders, perChat: perRoom, settings: { BUS_URL: busUrl } };
  const { nodes, world, stop } = await startNodes(count, size);
  const residents = world.residents.slice(0, readers);
  const cursors: string[] = [];
  for (const [node, target] of nodes.entries()) {
    const own = residents.filter((_, i) => i % count === node);
    for (const [i, cursor] of (await settle(target, own)).entries()) cursors[i * count + node] = cursor;
  }
  const evening = await openEvening(nodes, { residents, cursors, perRoom });
  const send = crowd(nodes, world.residents.slice(readers));
  const figures = {
    sendsPerS: [] as number[],
    sendUs: [] as number[],
    deliveriesPerS: [] as number[],
    deliveryUs: [] as number[],
    calmMs: [] as number[],
  };
  return {
    name: `${count} on ${bus}`,
    figures,
    /** Each node as much as the one of a fleet of one: V8 compiles what is called often. */
    async warmUp(ms: number) {
      await send((ms * count) / 2);
      await evening.chatter((ms * count) / 2);
    },
    async measure(ms: number) {
      const beforeMs = await cpuMsOf(nodes);
      const { answers, perSecond } = await send(ms);
      figures.sendsPerS.push(perSecond);
      figures.sendUs.push((((await cpuMsOf(nodes)) - beforeMs) * 1000) / answers);
      const busy = await evening.chatter(ms);
      figures.deliveriesPerS.push((busy.ms.length * 1000) / ms);
      figures.deliveryUs.push(busy.cpuUs / perRoom);
      figures.calmMs.push(...(await evening.talk(ms, calmPerSecond)).ms);
    },
    async stop() {
      evening.close();
      await stop();
    },
  };
}

function tableOf(fleets: readonly Fleet[]): string {
  const line = (name: string, figure: (figures: Fleet['figures']) => number) => [
    name,
    ...fleets.map(({ figures }) => number(figure(figures))),
  ];
  return markdown(
    ['Nodes', ...fleets.map(({ name }) => name)],
    [
      line(`Sends/s, ${senders} senders`, ({ sendsPerS }) => median(sendsPerS)),
      line('  processor time each, µs', ({ sendUs }) => median(sendUs)),
      line(`Deliveries/s, ${readers} readers in ${rooms} rooms, held`, ({ deliveriesPerS }) =>
        median(deliveriesPerS),
      ),
      line('  processor time each, with its part of the send, µs', ({ deliveryUs }) => median(deliveryUs)),
      line(`From a send to a reader, ${calmPerSecond} messages/s: median, ms`, ({ calmMs }) =>
        quantile(calmMs, 0.5),
      ),
      line('  p99, ms', ({ calmMs }) => quantile(calmMs, 0.99)),
    ],
  );
}
