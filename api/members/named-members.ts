import { nameKey } from '../users/names.ts';

/** Names have 150 characters at most, and some grow when they are folded. */
export const maxNamedLength = 200;

/** So many words has no name; more would only make the look-up dearer. */
const maxCandidates = 40;

/** Behind a name comes a space, a mark as in "bob, are you there?", a sign or a face, or nothing more. */
const ends = /(?=[\s\p{P}\p{S}]|$)/gu;

/** The keys of all names that a text may begin with, the shortest first: of "Anna Maria, hush" those of `Anna`, `Anna Maria` and so on. */
export function namesThatBegin(text: string, most = maxCandidates): string[] {
  const keys = new Set<string>();
  for (const { index } of text.matchAll(ends)) {
    if (index > 0) keys.add(nameKey(text.slice(0, index)));
    if (keys.size === most) break;
  }
  return [...keys];
}
