import type { Database } from '../../db/database.ts';
import type { LogEvent } from '../../log/event.ts';
import type { Clock } from '../../process/clock.ts';
import { Lru } from '../../process/lru.ts';
import { expiriesIn } from './in-memory.ts';
import { findLastExpiry } from './queries.ts';

/** A hundred bytes each. */
const maxKept = 50_000;

interface Known {
  /** When the last of what was said in the chat expires, as far as that is known here, in Unix milliseconds. */
  untilMs: number;
  /** Until the database has said so; null from then on. */
  asking: Promise<void> | null;
}

/**
 * Whether something in a chat is still to expire: then what its people see changes without an event that says so, and nothing made of it may
 * be kept by the newest event's number. Kept in memory by the log for the chats that are asked about; SQL once for each.
 */
export class ExpiringChats {
  readonly #chats = new Lru<number, Known>({ maxWeight: maxKept, weigh: () => 1 });

  constructor(
    private readonly db: Pick<Database, 'read'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** What `has` would say, where that takes no SQL; null where it does. */
  known(chatId: number): boolean | null {
    const known = this.#chats.get(chatId);
    return known && !known.asking ? this.#isToCome(known) : null;
  }

  async has(chatId: number): Promise<boolean> {
    const known = this.#chats.get(chatId) ?? this.#ask(chatId);
    await known.asking;
    // Forgotten meanwhile: it has perhaps not heard of what was said since.
    return this.#chats.peek(chatId) === known ? this.#isToCome(known) : this.has(chatId);
  }

  apply(events: readonly LogEvent[]): void {
    for (const event of events) {
      const known = event.chatId === null ? undefined : this.#chats.peek(event.chatId);
      if (known) for (const { atMs } of expiriesIn(event)) known.untilMs = Math.max(known.untilMs, atMs);
    }
  }

  /** Something happened in this chat that nobody here has looked into: whoever asks will be told by the database. */
  forget(chatId: number): void {
    this.#chats.delete(chatId);
  }

  #isToCome({ untilMs }: Known): boolean {
    return this.clock.now() < untilMs;
  }

  #ask(chatId: number): Known {
    const known: Known = { untilMs: 0, asking: null };
    this.#chats.set(chatId, known);
    known.asking = findLastExpiry(this.db.read, chatId).then(
      (stored) => {
        known.untilMs = Math.max(known.untilMs, stored);
        known.asking = null;
      },
      (error) => {
        if (this.#chats.peek(chatId) === known) this.#chats.delete(chatId);
        throw error;
      },
    );
    return known;
  }
}
