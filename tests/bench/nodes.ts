import { inTurn, type Scale } from './compare.ts';
import { answersWithin } from './load.ts';
import { message } from './message.ts';
import { onPostgres } from './on-postgres.ts';
import { atLeast, pairRow, type Row } from './table.ts';
import { onNodes, type Target } from './target.ts';
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
          await onNodes(count, size, async (several, world) => {
            const together = crowd(several, world.residents);
            for (const send of [alone, together]) await send(scale.warmUpMs);
            const pair = await inTurn(
              scale.rounds,
              () => together(scale.roundMs),
              () => alone(scale.roundMs),
            );
            return pairRow(`Sends/s, ${senders} senders on ${count} nodes, beside one`, pair, atLeast(0.9));
          }),
        );
      return rows;
    }),
  );
}

/** Sends for so long, each sender on one of the nodes; resolves with how many a second. */
function crowd(nodes: readonly Target[], residents: readonly Resident[]) {
  const loads = nodes.map(({ port }, node) => ({
    port,
    requests: residents.filter((_, i) => i % nodes.length === node).map(message),
  }));
  return async (ms: number): Promise<number> => {
    const answers = await Promise.all(
      loads.map(({ port, requests }) => answersWithin(ms, port, { requests, status: 201 })),
    );
    return (answers.reduce((sum, count) => sum + count) * 1000) / ms;
  };
}
