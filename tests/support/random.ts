/** Chances that can be had again: the same seed gives the same ones in the same order. */
export interface Random {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** True this share of the time. */
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
  /** Chances of their own for someone who acts beside others: who is quicker does not change what each does. */
  fork(): Random;
}

/** From HOLDLINE_TEST_SEED, to see a failure again; else a new one. Whoever takes it prints it. */
export function testSeed(): number {
  const given = process.env.HOLDLINE_TEST_SEED;
  return given ? Number(given) : Math.floor(Math.random() * 2 ** 31);
}

/** The generator "mulberry32": 32 bits of state, good enough for shuffling what tests do. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    chance: (share) => next() < share,
    pick<T>(items: readonly T[]): T {
      const place = below(items.length);
      const [item] = items.slice(place, place + 1);
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    shuffled: (items) =>
      items
        .map((item) => ({ item, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
    fork: () => randomFrom(below(2 ** 32)),
  };
}
