import type { Draft } from '../../store/kept-drafts.ts';
import type { User } from '../../wire.ts';

/** Two spellings of one name. Names are unique whatever their case (contract, section 2). */
const fold = (name: string): string => name.toLowerCase();

const namesOf = ({ username, display_name }: User) => [username, display_name];

/** Those whom the `@…` of a text may still come to mean. */
export function peopleFor(text: string, people: readonly User[]): User[] {
  const typed = fold(text.slice(1));
  return people.filter((one) => namesOf(one).some((name) => fold(name).startsWith(typed)));
}

/**
 * Takes the `@name ` that begins a whisper off a text, by either name of one of these people; of several the longest.
 * Null: the text begins with nobody's name.
 */
export function readAddress(text: string, people: readonly User[]): Draft | null {
  const rest = text.slice(1);
  let found: Draft | null = null;
  let length = 0;
  for (const one of text[0] === '@' ? people : []) {
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

/** What a whisper remembers of the one it is for. */
export function toAddressee({ username, display_name }: User) {
  return { username, display_name };
}
