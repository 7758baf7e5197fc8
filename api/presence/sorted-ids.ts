/** Ids in ascending order, each once: four bytes a person, where a set takes forty. */
export type SortedIds = Uint32Array;

export const noIds: SortedIds = new Uint32Array(0);
export const maxId = 0xffffffff;

/** Both ends belong to it. */
export interface IdRange {
  from: number;
  to: number;
}

export const allIds: IdRange = { from: 0, to: maxId };

/** How many are smaller: where it is, or would be. */
export function placeOf(ids: SortedIds, id: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function hasId(ids: SortedIds, id: number): boolean {
  return ids[placeOf(ids, id)] === id;
}

/** Of these ids those within the range, without a copy. */
export function within(ids: SortedIds, { from, to }: IdRange): SortedIds {
  return ids.subarray(placeOf(ids, from), placeOf(ids, to + 1));
}

/** In this range there are these, whatever was there before. */
export function withRange(ids: SortedIds, { from, to }: IdRange, inside: SortedIds): SortedIds {
  const [start, end] = [placeOf(ids, from), placeOf(ids, to + 1)];
  const made = new Uint32Array(start + inside.length + ids.length - end);
  made.set(ids.subarray(0, start));
  made.set(inside, start);
  made.set(ids.subarray(end), start + inside.length);
  return made;
}

/** Those in one of the two alone. */
export function difference(one: SortedIds, other: SortedIds): number[] {
  const apart: number[] = [];
  for (let [i, j] = [0, 0]; i < one.length || j < other.length; ) {
    const [mine, theirs] = [one[i] ?? Number.POSITIVE_INFINITY, other[j] ?? Number.POSITIVE_INFINITY];
    if (mine !== theirs) apart.push(Math.min(mine, theirs));
    if (mine <= theirs) i += 1;
    if (theirs <= mine) j += 1;
  }
  return apart;
}

/** Those in either of the two, each once. */
export function union(one: SortedIds, other: SortedIds): SortedIds {
  if (one.length === 0 || other.length === 0) return one.length === 0 ? other : one;
  const made = new Uint32Array(one.length + other.length);
  let count = 0;
  for (let [i, j] = [0, 0]; i < one.length || j < other.length; count += 1) {
    const [mine, theirs] = [one[i] ?? Number.POSITIVE_INFINITY, other[j] ?? Number.POSITIVE_INFINITY];
    made[count] = Math.min(mine, theirs);
    if (mine <= theirs) i += 1;
    if (theirs <= mine) j += 1;
  }
  return made.subarray(0, count);
}
