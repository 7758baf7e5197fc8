import { markdown, number } from '../table.ts';
import { type Costs, measured } from './costs.ts';
import { type Day, type Fleet, simulate } from './simulate.ts';

/** How full a node may be: what is left is for one that falls, and for an evening that is not the average one. */
const mostTaken = 0.7;
/** How long one change in a hundred may wait for the disk. A log takes more the more wait for their turn, so it is full by their patience. */
const mostPatientMs = 100;
const towns = [10_000, 100_000, 1_000_000];

/**
 * What a fleet needs for so many people online, by the measured cost of each operation, if a node were told of its own people's chats alone. Each
 * town is shown with one log, as it is built, and where one is too few, with as many as it takes, with read markers in it and beside it.
 */
export function simulateMillion(costs: Costs = measured): string {
  const days = towns.flatMap((people) => {
    const asBuilt = smallest({ people, nodes: 1, shards: 1, marksInLog: true, hearsAll: false }, costs);
    if (asBuilt.day.head.p99Ms <= mostPatientMs) return [asBuilt];
    const changed = [true, false].map((marksInLog) => {
      const fleet = { ...asBuilt.fleet, marksInLog };
      return smallest({ ...fleet, shards: fewestShards(fleet, costs) }, costs);
    });
    return [asBuilt, ...changed];
  });
  const hearingAll = days.map(({ fleet }) => simulate({ ...fleet, hearsAll: true }, costs));
  const line = (name: string, tell: (day: Day, fleet: Fleet, i: number) => string) => [
    name,
    ...days.map(({ day, fleet }, i) => tell(day, fleet, i)),
  ];
  return markdown(
    line('People online', (_, { people }) => number(people)),
    [
      line('Logs', (_, { shards }) => number(shards)),
      line('Read markers', (_, { marksInLog }) => (marksInLog ? 'in the log' : 'beside it')),
      line('Messages/s', ({ messagesPerS }) => number(messagesPerS)),
      line('Deliveries to held polls/s', ({ deliveriesPerS }) => number(deliveriesPerS)),
      line('Read markers/s', ({ marksPerS }) => number(marksPerS)),
      line('Polls without news/s', ({ pollsPerS }) => number(pollsPerS)),
      line('Nodes, of one core each', (_, { nodes }) => number(nodes)),
      line('  the busiest, of its core', ({ busiestNode }) => percent(busiestNode)),
      line('  of that, for what others wrote', ({ hearing }) => percent(hearing)),
      line('  as it is built, where each is told of everything', (_, __, i) =>
        percent(hearingAll[i]?.hearing ?? 0),
      ),
      line('  memory of held polls, MiB', ({ heldMib }) => number(heldMib)),
      line('Messages on the bus/s', ({ busMessagesPerS }) => number(busMessagesPerS)),
      line('PostgreSQL, cores', ({ databaseCores }) => number(databaseCores)),
      line('Changes in a turn at the head of a log', ({ head }) =>
        Number.isNaN(head.p99Ms) ? 'too many' : number(head.changesPerTurn),
      ),
      line('  a change waits, p50 / p99, ms', ({ head }) =>
        Number.isNaN(head.p99Ms) ? 'for ever' : `${number(head.p50Ms)} / ${number(head.p99Ms)}`,
      ),
    ],
  );
}

/** The same fleet with as few nodes as keep the busiest below what is allowed. */
function smallest(fleet: Fleet, costs: Costs): { fleet: Fleet; day: Day } {
  let { nodes } = fleet;
  for (;;) {
    const day = simulate({ ...fleet, nodes }, costs);
    if (day.busiestNode <= mostTaken) return { fleet: { ...fleet, nodes }, day };
    nodes = Math.max(nodes + 1, Math.ceil((nodes * day.busiestNode) / mostTaken));
  }
}

function fewestShards(fleet: Fleet, costs: Costs): number {
  for (let shards = 1; ; shards *= 2)
    if (simulate({ ...fleet, shards }, costs).head.p99Ms <= mostPatientMs) return shards;
}

function percent(share: number): string {
  return `${number(share * 100)} %`;
}
