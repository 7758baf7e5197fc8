import { inTurn, medianPair, type Scale } from './compare.ts';
import { answersWithin } from './load.ts';
import { message } from './message.ts';
import { onPostgres } from './on-postgres.ts';
import { atLeast, pairRow, type Row } from './table.ts';
import { cpuMsOf, onNodes, type Target } from './target.ts';
import type { Resident } from './world.ts';

const senders = 64;
const size = { people: senders, perChat: senders };

/** More nodes are for more readers and for when one falls; they must not make writing slower. All of them share one processor here. */
export function measureNodes(scale: Scale): Promise<Row[]> {
  return onPostgres(() =>
    onNodes(1, size, async (one, { residents }) => {
      const alone = crowd(one, residents);
      const rows: Row[] = [];
      for (const count of [2, 4])
        rows.push(
          ...(await onNodes(count, size, async (several, world) => {
            const together = crowd(several, world.residents);
            await warmUp(scale, { alone, together, count });
            const spent = { together: await startMeter(several), alone: await startMeter(one) };
            const pair = await inTurn(
              scale.rounds,
              async () => spent.together.count(await together(scale.roundMs)),
              async () => spent.alone.count(await alone(scale.roundMs)),
            );
            const cpuUs = medianPair([await spent.together.usEach()], [await spent.alone.usEach()]);
            return [
              pairRow(`Sends/s, ${senders} senders on ${count} nodes, beside one`, pair, atLeast(0.9)),
              pairRow('  processor time each, without that of PostgreSQL, µs', cpuUs),
            ];
          })),
        );
      return rows;
    }),
  );
}

/** Counts what is sent, and what all of these nodes spend on it from now on. */
async function startMeter(nodes: readonly Target[]) {
  const beforeMs = await cpuMsOf(nodes);
  let sends = 0;
  return {
    /** Hands on how many a second it were. */
    count({ answers, perSecond }: { answers: number; perSecond: number }): number {
      sends += answers;
      return perSecond;
    },
    usEach: async () => (((await cpuMsOf(nodes)) - beforeMs) * 1000) / sends,
  };
}

type Send = ReturnType<typeof crowd>;

/** Each node must have sent as much as the one alone has: V8 compiles what is called often, not what has been there for long. */
async function warmUp(
  { warmUpMs }: Scale,
  { alone, together, count }: { alone: Send; together: Send; count: number },
): Promise<void> {
  const { answers: enough } = await alone(warmUpMs);
  for (let sent = 0; sent < enough * count; ) sent += (await together(warmUpMs)).answers;
}

/** Sends for so long, each sender on one of the nodes; resolves with how many, and how many a second. */
export function crowd(nodes: readonly Target[], residents: readonly Resident[]) {
  const loads = nodes.map(({ port }, node) => ({
    port,
    requests: residents.filter((_, i) => i % nodes.length === node).map(message),
  }));
  return async (ms: number) => {
    const counts = await Promise.all(
      loads.map(({ port, requests }) => answersWithin(ms, port, { requests, status: 201 })),
    );
    const answers = counts.reduce((sum, count) => sum + count);
    return { answers, perSecond: (answers * 1000) / ms };
  };
}
