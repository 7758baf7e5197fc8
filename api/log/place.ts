import { type Place, toNumber, toPlace } from './place-number.ts';

/** What everyone may do with a place in the log. */
export type { Place } from './place-number.ts';

/** Before the first event. */
export const beginning: Place = toPlace(0);

export function isBefore(one: Place, other: Place): boolean {
  return toNumber(one) < toNumber(other);
}

/** How many events the log was given between the two, at most: some of them may have gone with their chat. */
export function countBetween(one: Place, other: Place): number {
  return toNumber(other) - toNumber(one);
}
