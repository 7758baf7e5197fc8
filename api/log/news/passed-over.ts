import type { Reader } from '../event.ts';
import type { Addressee, Passed } from './addressee.ts';

/**
 * Of each chat and person the newest event that was passed over here: whoever turns up and has read less far has to ask the database.
 * Keeps `most` of them, and at times twice as many; of the oldest it says so to everyone who has not read beyond them.
 */
export class PassedOver {
  #young = new Map<Addressee, number>();
  #old = new Map<Addressee, number>();
  /** The newest of all, and the newest of `#old`. */
  #newest = 0;
  #oldEnd = 0;
  /** Of what came up to here nothing is known any more. */
  #floor = 0;

  constructor(private readonly most: number) {}

  /** To be told in the order of ids. */
  note({ id, addressee }: Passed): void {
    this.#young.set(addressee, id);
    this.#newest = id;
    if (this.#young.size < this.most) return;
    this.#floor = this.#oldEnd;
    this.#oldEnd = id;
    this.#old = this.#young;
    this.#young = new Map();
  }

  /** Whether anything after `position` may have been passed over that concerns this reader, in this chat or in all of theirs. */
  hasAfter(position: number, reader: Reader, chat: { id: number } | null): boolean {
    if (position >= this.#newest) return false;
    if (position < this.#floor || this.#isAfter(position, -reader.userId)) return true;
    if (chat) return this.#isAfter(position, chat.id);
    for (const chatId of reader.chatIds()) if (this.#isAfter(position, chatId)) return true;
    return false;
  }

  #isAfter(position: number, addressee: Addressee): boolean {
    return (this.#young.get(addressee) ?? this.#old.get(addressee) ?? 0) > position;
  }
}
