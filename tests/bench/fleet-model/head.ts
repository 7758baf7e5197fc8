import type { Random } from '../../support/random.ts';
import type { Costs } from './costs.ts';

export interface HeadLoad {
  changesPerS: number;
  nodes: number;
}

export interface HeadUse {
  changesPerTurn: number;
  /** From being asked to being on the disk; NaN where there is no end of it. */
  p50Ms: number;
  p99Ms: number;
}

const simulatedMs = 3000;
/** So many changes that wait are answered 503: there is no point in going on. */
const maxWaiting = 5000;

/**
 * Plays the turns at the head of one log: changes come at random, each to one node; a node takes all that waits with it into one
 * turn, whoever waited longest is next, and only one turn is taken at a time.
 */
export function playHead({ changesPerS, nodes }: HeadLoad, costs: Costs, random: Random): HeadUse {
  const waiting: number[][] = Array.from({ length: nodes }, () => []);
  const waitsMs: number[] = [];
  const pause = () => (-Math.log(1 - random.below(2 ** 30) / 2 ** 30) * 1000) / changesPerS;
  let nextMs = pause();
  let nowMs = 0;
  let turns = 0;
  let count = 0;
  const arriveUntil = (endMs: number) => {
    for (; nextMs <= endMs; nextMs += pause()) {
      waiting[random.below(nodes)]?.push(nextMs);
      count += 1;
    }
  };
  while (nowMs < simulatedMs) {
    if (count > maxWaiting * nodes)
      return { changesPerTurn: Number.NaN, p50Ms: Number.NaN, p99Ms: Number.NaN };
    if (count === 0) nowMs = Math.max(nowMs, nextMs);
    arriveUntil(nowMs);
    const turn = waiting.reduce((first, node) =>
      (node[0] ?? Infinity) < (first[0] ?? Infinity) ? node : first,
    );
    nowMs += costs.turnMs + (turn.length * costs.turnPerChangeUs) / 1000;
    turns += 1;
    count -= turn.length;
    for (const askedMs of turn.splice(0)) waitsMs.push(nowMs - askedMs);
    arriveUntil(nowMs);
  }
  waitsMs.sort((a, b) => a - b);
  const at = (share: number) => waitsMs[Math.floor(waitsMs.length * share)] ?? 0;
  return { changesPerTurn: waitsMs.length / turns, p50Ms: at(0.5), p99Ms: at(0.99) };
}
