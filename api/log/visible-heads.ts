import type { Database } from '../db/database.ts';
import { Lru } from '../process/lru.ts';
import type { LogEvent } from './event.ts';
import { readVisibleHead } from './visible-queries.ts';

/** Chats and people in them, some hundred bytes each. */
const maxKept = 200_000;
/** In one chat; of a larger one those who ask again are those who are kept. */
const maxPeople = 10_000;

interface Own {
  /** The newest event that this person could see when first asked, and of those for a few since. */
  head: number;
  /** Until the database has said so; null from then on. */
  asking: Promise<void> | null;
}

interface ChatHeads {
  /** The newest event for all members since this chat is kept here; 0: none. */
  everybody: number;
  people: Map<number, Own>;
}

/**
 * The id of the newest event of a chat that one person may see: the version of that chat in this person's eyes. Others'
 * whispers never move it. Kept in memory by the log for those who ask; SQL only at the first question.
 */
export class VisibleHeads {
  readonly #chats: Lru<number, ChatHeads>;

  constructor(
    private readonly db: Database,
    maxWeight = maxKept,
  ) {
    this.#chats = new Lru({ maxWeight, weigh: ({ people }) => 1 + people.size });
  }

  /** Chats and people that are kept. */
  get weight(): number {
    return this.#chats.weight;
  }

  /** What `of` would say, where that takes no SQL; null where it does. */
  known(chatId: number, userId: number): number | null {
    const heads = this.#chats.get(chatId);
    const own = heads?.people.get(userId);
    return heads && own && own.asking === null ? Math.max(own.head, heads.everybody) : null;
  }

  async of(chatId: number, userId: number): Promise<number> {
    const heads = this.#chats.get(chatId) ?? this.#start(chatId);
    const own = heads.people.get(userId) ?? this.#ask(chatId, heads, userId);
    if (own.asking) {
      await own.asking;
      // Dropped meanwhile: it has not heard of what happened since.
      if (this.#chats.peek(chatId) !== heads) return this.of(chatId, userId);
    }
    return Math.max(own.head, heads.everybody);
  }

  apply(events: readonly LogEvent[]): void {
    for (const { id, chatId, audience } of events) {
      // Nobody asked: whoever does will be told by the database.
      const heads = chatId === null ? undefined : this.#chats.peek(chatId);
      if (!heads) continue;
      if (audience === null || audience === 'everyone') heads.everybody = id;
      else
        for (const userId of audience) {
          const own = heads.people.get(userId);
          if (own) own.head = Math.max(own.head, id);
        }
    }
  }

  #start(chatId: number): ChatHeads {
    const heads: ChatHeads = { everybody: 0, people: new Map() };
    this.#chats.set(chatId, heads);
    return heads;
  }

  /** Known from the start, so that an event for this person which comes in while SQL is asked is not missed. */
  #ask(chatId: number, heads: ChatHeads, userId: number): Own {
    const own: Own = { head: 0, asking: null };
    own.asking = readVisibleHead(this.db, chatId, userId).then(
      (stored) => {
        own.head = Math.max(own.head, stored);
        own.asking = null;
      },
      (error) => {
        if (heads.people.get(userId) === own) heads.people.delete(userId);
        throw error;
      },
    );
    heads.people.set(userId, own);
    const [oldest] = heads.people.keys();
    if (heads.people.size > maxPeople && oldest !== undefined) heads.people.delete(oldest);
    this.#chats.resized(chatId);
    return own;
  }
}
