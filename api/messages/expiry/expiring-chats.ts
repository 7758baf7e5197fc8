import type { Database } from '../../db/database.ts';
import type { LogEvent } from '../../log/event.ts';
import type { Clock } from '../../process/clock.ts';
import { Lru } from '../../process/lru.ts';
import { expiriesIn } from './in-memory.ts';
import { findLastExpiries, findLastWhisperExpiry } from './queries.ts';

/** Chats and people in them, a hundred bytes each. */
const maxKept = 50_000;

/** Until when something is to expire, as far as that is known here, in Unix milliseconds. */
interface Own {
  untilMs: number;
  /** Until the database has said so; null from then on. */
  asking: Promise<void> | null;
}

/** The same of what was said aloud in a chat. */
interface Known extends Own {
  /** Of whispers, whoever's. */
  whispersUntilMs: number;
  /** Of the whispers of each who asked while there were any. */
  people: Map<number, Own>;
}

/**
 * Whether something that a person may see in a chat is still to expire: then what they see changes without an event that says so, and nothing
 * made of it may be kept by the newest event's number. Others' whispers are nothing to them, or the missing ETag would tell of those. Kept in
 * memory by the log for the chats that are asked about; SQL once for each, and where whispers alone are to expire once for each person.
 */
export class ExpiringChats {
  readonly #chats = new Lru<number, Known>({ maxWeight: maxKept, weigh: ({ people }) => 1 + people.size });

  constructor(
    private readonly db: Pick<Database, 'read'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** What `has` would say, where that takes no SQL; null where it does. */
  known(chatId: number, userId: number): boolean | null {
    const known = this.#chats.get(chatId);
    if (!known || known.asking) return null;
    if (this.#isToCome(known.untilMs)) return true;
    if (!this.#isToCome(known.whispersUntilMs)) return false;
    const own = known.people.get(userId);
    return own && !own.asking ? this.#isToCome(own.untilMs) : null;
  }

  async has(chatId: number, userId: number): Promise<boolean> {
    const told = this.known(chatId, userId);
    if (told !== null) return told;
    const chat = this.#chats.get(chatId) ?? this.#askOfAll(chatId);
    await (chat.asking ?? (chat.people.get(userId) ?? this.#askOf(chatId, chat, userId)).asking);
    // Perhaps forgotten meanwhile: then it has not heard of what was said since.
    return this.has(chatId, userId);
  }

  apply(events: readonly LogEvent[]): void {
    for (const event of events) {
      const chat = event.chatId === null ? undefined : this.#chats.peek(event.chatId);
      if (chat) for (const { atMs } of expiriesIn(event)) hear(chat, event.audience, atMs);
    }
  }

  /** Something happened in this chat that nobody here has looked into: whoever asks will be told by the database. */
  forget(chatId: number): void {
    this.#chats.delete(chatId);
  }

  #isToCome(untilMs: number): boolean {
    return this.clock.now() < untilMs;
  }

  #askOfAll(chatId: number): Known {
    const chat: Known = { untilMs: 0, whispersUntilMs: 0, people: new Map(), asking: null };
    this.#chats.set(chatId, chat);
    chat.asking = findLastExpiries(this.db.read, chatId).then(
      ({ aloud, whispered }) => {
        chat.untilMs = Math.max(chat.untilMs, aloud);
        chat.whispersUntilMs = Math.max(chat.whispersUntilMs, whispered);
        chat.asking = null;
      },
      (error) => {
        if (this.#chats.peek(chatId) === chat) this.#chats.delete(chatId);
        throw error;
      },
    );
    return chat;
  }

  /** There before it is asked, so that what this person hears meanwhile is not missed. */
  #askOf(chatId: number, chat: Known, userId: number): Own {
    const own: Own = { untilMs: 0, asking: null };
    chat.people.set(userId, own);
    this.#chats.resized(chatId);
    own.asking = findLastWhisperExpiry(this.db.read, chatId, userId).then(
      (stored) => {
        own.untilMs = Math.max(own.untilMs, stored);
        own.asking = null;
      },
      (error) => {
        chat.people.delete(userId);
        throw error;
      },
    );
    return own;
  }
}

/** Of a person who has not asked the database knows. */
function hear(chat: Known, audience: LogEvent['audience'], atMs: number): void {
  if (audience === null || audience === 'everyone') {
    chat.untilMs = Math.max(chat.untilMs, atMs);
    return;
  }
  chat.whispersUntilMs = Math.max(chat.whispersUntilMs, atMs);
  for (const userId of audience) {
    const own = chat.people.get(userId);
    if (own) own.untilMs = Math.max(own.untilMs, atMs);
  }
}
