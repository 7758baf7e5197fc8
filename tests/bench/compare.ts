import { answersWithin, type Load } from './load.ts';
import type { Target } from './target.ts';

/** How long and how often things are measured, and how large they are. */
export interface Scale {
  rounds: number;
  roundMs: number;
  /** Before the first round: until V8 has compiled what is hot. */
  warmUpMs: number;
  heldPolls: number;
  heldRounds: number;
  readers: number;
  /** How many messages are many. */
  manyMessages: number;
  /** How many members are many. */
  manyMembers: number;
}

/** What was measured of ours and of what stands beside it, and ours as a multiple of that. */
export interface Pair {
  ours: number;
  beside: number;
  ratio: number;
}

/**
 * Measures in turn and takes medians: a machine that does something else for a second slows one round of both, and the
 * ratio of each round is taken within it.
 */
export async function inTurn(
  rounds: number,
  measureOurs: () => Promise<number>,
  measureBeside: () => Promise<number>,
): Promise<Pair> {
  const ours: number[] = [];
  const beside: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    ours.push(await measureOurs());
    beside.push(await measureBeside());
  }
  return medianPair(ours, beside);
}

/** Of rounds measured in turn. */
export function medianPair(ours: readonly number[], beside: readonly number[]): Pair {
  const ratios = ours.map((value, i) => value / (beside[i] ?? Number.NaN));
  return { ours: median(ours), beside: median(beside), ratio: median(ratios) };
}

export interface Loaded {
  target: Target;
  load: Load;
}

export interface Throughput {
  perSecond: Pair;
  /** Processor time of the server for one answer, on which the machine's other programs have little influence. */
  cpuUs: Pair;
  /** How many answers ours gave, and the SQL statements that took. */
  answers: number;
  statements: number;
}

export async function compareThroughput(scale: Scale, ours: Loaded, beside: Loaded): Promise<Throughput> {
  for (const { target, load } of [ours, beside]) await answersWithin(scale.warmUpMs, target.port, load);
  const meters = { ours: await startMeter(ours), beside: await startMeter(beside) };
  const perSecond = await inTurn(
    scale.rounds,
    () => meters.ours.answersPerSecond(scale.roundMs),
    () => meters.beside.answersPerSecond(scale.roundMs),
  );
  const total = { ours: await meters.ours.stop(), beside: await meters.beside.stop() };
  return {
    perSecond,
    cpuUs: medianPair([total.ours.cpuUs], [total.beside.cpuUs]),
    answers: total.ours.answers,
    statements: total.ours.statements,
  };
}

/** Counts answers, and what the process spent on them from now until `stop`. */
async function startMeter({ target, load }: Loaded) {
  const before = await target.probe();
  let answers = 0;
  return {
    async answersPerSecond(ms: number): Promise<number> {
      const count = await answersWithin(ms, target.port, load);
      answers += count;
      return (count * 1000) / ms;
    },
    async stop() {
      const after = await target.probe();
      const cpuUs = ((after.cpuMs - before.cpuMs) * 1000) / answers;
      return { answers, cpuUs, statements: after.statements - before.statements };
    },
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
