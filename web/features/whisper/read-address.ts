import type { User } from '../../net/wire.ts';
import { addressIn } from '../../store/outbox/addressee.ts';
import type { Draft } from '../../store/outbox/drafts.ts';

/** Two spellings of one name. Names are unique whatever their case and width (contract, section 2). */
const fold = (name: string): string => name.normalize('NFKC').toLowerCase();

const namesOf = ({ username, display_name }: User) => [username, display_name];

/** Those whom the `@…` of a text may still come to mean. */
export function peopleFor(text: string, people: readonly User[]): User[] {
  return beginningWith(addressIn(text) ?? '', people);
}

/** Those one of whose names begins like this. */
export function beginningWith(begun: string, people: readonly User[]): User[] {
  return people.filter((one) => namesOf(one).some((name) => fold(name).startsWith(fold(begun))));
}

export function isNameOf(text: string, one: User): boolean {
  return namesOf(one).some((name) => fold(name) === fold(text));
}

/** Whoever writes `/w name` has said that it is a whisper. */
export function isCommand(text: string): boolean {
  return /^[\s\p{Cf}]*\/w\s/iu.test(text);
}

/**
 * Takes the `@name ` that begins a whisper off a text, by either name of one of these people; of several the longest.
 * Null: the text begins with nobody's name.
 */
export function readAddress(text: string, people: readonly User[]): Draft | null {
  const rest = addressIn(text);
  if (rest === null) return null;
  let found: Draft | null = null;
  let length = 0;
  for (const one of people) {
    for (const name of namesOf(one)) {
      const isName =
        fold(rest.slice(0, name.length)) === fold(name) && /^(\s|$)/.test(rest.slice(name.length));
      if (!isName || name.length <= length) continue;
      length = name.length;
      found = { text: rest.slice(length).trimStart(), to: toAddressee(one) };
    }
  }
  return found;
}

/** The word that stands where a name should, and what comes after it. */
export function splitAddress(text: string): { word: string; rest: string } {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(addressIn(text) ?? '') ?? [];
  return { word, rest };
}

/** So many letters may be wrong in a word of four or more. */
const maxSlips = 2;
const maxNear = 4;

/** Those whom a word that is nobody's name may have been meant for, the likeliest first. */
export function nearPeople(word: string, people: readonly User[]): User[] {
  const typed = fold(word).replace(/\p{P}+$/u, '');
  if (typed === '') return [];
  const mostSlips = Math.min(maxSlips, Math.floor(typed.length / 2) - 1);
  const slips = (one: User) =>
    Math.min(
      ...namesOf(one).map((name) => {
        const folded = fold(name);
        if (folded === typed) return 0;
        if (folded.startsWith(typed)) return 1;
        const isAsLong = Math.abs(folded.length - typed.length) <= maxSlips;
        return isAsLong ? distance(typed, folded) + 1 : Number.POSITIVE_INFINITY;
      }),
    );
  return people
    .map((one) => ({ one, far: slips(one) }))
    .filter(({ far }) => far <= Math.max(1, mostSlips + 1))
    .sort((a, b) => a.far - b.far)
    .slice(0, maxNear)
    .map(({ one }) => one);
}

/** How many letters are to be put in, left out or changed to make one of the other. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      now[j] = Math.min(changed, (before[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1);
    }
    before = now;
  }
  return before[b.length] ?? 0;
}

/** What a whisper remembers of the one it is for. */
export function toAddressee({ username, display_name }: User) {
  return { username, display_name };
}
