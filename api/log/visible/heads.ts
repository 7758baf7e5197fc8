import type { Database } from '../../db/database.ts';
import { Lru } from '../../process/lru.ts';
import type { LogEvent } from '../event.ts';
import { readCommonHead, readVisibleHead } from './queries.ts';

/** Chats and people in them, some hundred bytes each. */
const maxKept = 200_000;
/** In one chat, apart from all who see the same. */
const maxPeople = 10_000;

interface Own {
  /** The newest event that this person could see when first asked, and of those for a few since. */
  head: number;
  /** Until the database has said so; null from then on. */
  asking: Promise<void> | null;
}

interface ChatHeads {
  /** The newest event for all members that is known here; 0: none. */
  everybody: number;
  /** Whether that is the newest for whoever is not among `people`: then nobody has to be asked about. */
  isForAll: boolean;
  /** Until the database has said whether it is. */
  asking: Promise<void> | null;
  people: Map<number, Own>;
}

/**
 * The id of the newest event of a chat that one person may see: the version of that chat in this person's eyes. Others'
 * whispers never move it. Kept in memory by the log for those who ask; SQL once for all of a chat, and where the newest there is a
 * whisper at each person's first question.
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
    if (!heads || own?.asking || !(own || heads.isForAll)) return null;
    return Math.max(own?.head ?? 0, heads.everybody);
  }

  async of(chatId: number, userId: number): Promise<number> {
    const heads = this.#chats.get(chatId) ?? this.#start(chatId);
    if (heads.asking) {
      await heads.asking;
      return this.of(chatId, userId);
    }
    const own = heads.people.get(userId) ?? (heads.isForAll ? null : this.#ask(chatId, heads, userId));
    if (own?.asking) {
      await own.asking;
      // Dropped meanwhile: it has not heard of what happened since.
      if (this.#chats.peek(chatId) !== heads) return this.of(chatId, userId);
    }
    return Math.max(own?.head ?? 0, heads.everybody);
  }

  apply(events: readonly LogEvent[]): void {
    for (const { id, chatId, audience } of events) {
      // Nobody asked: whoever does will be told by the database.
      const heads = chatId === null ? undefined : this.#chats.peek(chatId);
      if (!heads || chatId === null) continue;
      if (audience === null || audience === 'everyone') this.#moveAll(chatId, heads, id);
      else for (const userId of audience) this.#move(chatId, heads, userId, id);
    }
  }

  /** Something happened in this chat that nobody here has looked into: whoever asks will be told by the database. */
  forget(chatId: number): void {
    this.#chats.delete(chatId);
  }

  /** What was for a few before is older than this for them as well. */
  #moveAll(chatId: number, heads: ChatHeads, id: number): void {
    heads.everybody = id;
    heads.isForAll = true;
    heads.people.clear();
    this.#chats.resized(chatId);
  }

  #move(chatId: number, heads: ChatHeads, userId: number, id: number): void {
    const own = heads.people.get(userId);
    if (own) own.head = Math.max(own.head, id);
    else if (heads.isForAll) this.#keep(chatId, heads, userId, { head: id, asking: null });
    // Whoever asks later is told by the database; but what it is saying of all just now may be from before this.
    else if (heads.asking) this.#chats.delete(chatId);
  }

  #start(chatId: number): ChatHeads {
    const heads: ChatHeads = { everybody: 0, isForAll: false, asking: null, people: new Map() };
    this.#chats.set(chatId, heads);
    heads.asking = readCommonHead(this.db, chatId).then(
      (newest) => {
        heads.asking = null;
        if (newest === null) return;
        heads.everybody = Math.max(heads.everybody, newest);
        heads.isForAll = true;
      },
      (error) => {
        if (this.#chats.peek(chatId) === heads) this.#chats.delete(chatId);
        throw error;
      },
    );
    return heads;
  }

  /** A chat of which too many are kept begins anew: told of some only, it would be wrong of the others. */
  #keep(chatId: number, heads: ChatHeads, userId: number, own: Own): void {
    heads.people.set(userId, own);
    if (heads.people.size > maxPeople) this.#chats.delete(chatId);
    else this.#chats.resized(chatId);
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
    this.#keep(chatId, heads, userId, own);
    return own;
  }
}
