import type { LogEvent } from '../log/event.ts';
import type { MessageJson, QuoteJson } from '../messages/schemas.ts';
import { shownOfUser } from '../users/present.ts';
import type { UserJson } from '../users/schemas.ts';

/** What a receiver was told, and may repeat: by their ids what messages say, what is shown of those that they answer, and how people are shown. */
export interface Told {
  texts: ReadonlyMap<number, string>;
  excerpts: ReadonlyMap<number, string>;
  people: ReadonlyMap<number, string>;
}

/** Of an answer that says nothing. */
export const toldNothing: Told = { texts: new Map(), excerpts: new Map(), people: new Map() };

type Collected = { [Kind in keyof Told]: Map<number, string> };

/**
 * What this event tells; null where an answer to it must not be kept, as not all who may see that may have heard what it repeats: a whisper, whatever is for a few, and a
 * message that was taken back, of which a receiver may know more than it was told.
 */
export function toldBy({ audience, data }: Pick<LogEvent, 'audience' | 'data'>): Told | null {
  if (audience !== null) return null;
  const told: Collected = { texts: new Map(), excerpts: new Map(), people: new Map() };
  return collect(JSON.parse(data), told) ? told : null;
}

/** With a message that repeats the answer itself; null as above. */
export function toldWith(told: Told | null, message: MessageJson): Told | null {
  if (!told || message.deleted || message.to !== null) return null;
  return { ...told, texts: new Map([...told.texts, [message.id, message.message]]) };
}

/** How a person is shown, to be compared. */
export function shownAs(user: UserJson): string {
  return JSON.stringify(shownOfUser.map((name) => user[name]));
}

/** False when it may not be told on. Things are known by what they have, as in messages/references.ts. */
function collect(value: unknown, told: Collected): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if ('sentiment' in value) {
    const message = value as MessageJson;
    if (message.deleted || message.to !== null) return false;
    told.texts.set(message.id, message.message);
  }
  if ('excerpt' in value) {
    const quote = value as QuoteJson;
    if (!quote.deleted) told.excerpts.set(quote.id, quote.excerpt);
  }
  if (shownOfUser.every((name) => name in value)) {
    const user = value as UserJson;
    told.people.set(user.id, shownAs(user));
  }
  return Object.values(value).every((each) => collect(each, told));
}
