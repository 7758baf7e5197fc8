import { Lru } from '../process/lru.ts';

/** Of people and their chats, a hundred bytes each. What is forgotten may be told once more, and stays on a screen until its page is opened. */
const maxTold = 100_000;

/** A chat in which much is said is told of once in so long, as long as nobody has looked: its notification says already that there is something. */
const restMs = 60_000;

interface Entry {
  messageId: number;
  /** On the monotonic clock. */
  atMs: number;
}

const keyOf = (userId: number, uri: string) => `${userId} ${uri}`;

/** What stands on people's screens, as far as it was told from here and not read since: one message for each person and chat. */
export class Told {
  readonly #peopleOf = new Map<number, Set<number>>();
  readonly #entries = new Lru<string, Entry & { userId: number }>({
    maxWeight: maxTold,
    onDrop: (_key, { userId, messageId }) => this.#unlink(userId, messageId),
  });

  note(userId: number, uri: string, entry: Entry): void {
    const key = keyOf(userId, uri);
    const before = this.#entries.peek(key);
    if (before) this.#unlink(userId, before.messageId);
    this.#entries.set(key, { ...entry, userId });
    this.#peopleOf.set(entry.messageId, (this.#peopleOf.get(entry.messageId) ?? new Set()).add(userId));
  }

  /** Whether they were told of this chat so short ago, and have not looked, that one thing more would be no news. */
  isFresh(userId: number, uri: string, nowMs: number): boolean {
    const entry = this.#entries.peek(keyOf(userId, uri));
    return entry !== undefined && nowMs - entry.atMs < restMs;
  }

  /** Forgets what was told of a chat up to a message. False when there was nothing. */
  take(userId: number, uri: string, upTo = Number.POSITIVE_INFINITY): boolean {
    const key = keyOf(userId, uri);
    const entry = this.#entries.peek(key);
    if (!entry || entry.messageId > upTo) return false;
    this.#entries.delete(key);
    this.#unlink(userId, entry.messageId);
    return true;
  }

  /** Who has this message on their screens. */
  peopleTold(messageId: number): number[] {
    return [...(this.#peopleOf.get(messageId) ?? [])];
  }

  #unlink(userId: number, messageId: number): void {
    const people = this.#peopleOf.get(messageId);
    people?.delete(userId);
    if (people?.size === 0) this.#peopleOf.delete(messageId);
  }
}
