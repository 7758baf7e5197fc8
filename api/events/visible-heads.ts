import type { Database } from '../db/connection.ts';
import type { LogEvent } from './event.ts';
import { readVisibleHead } from './visible-log.ts';

const maxChats = 10_000;

interface ChatHeads {
  /** The newest event for all members that was seen here; 0: none since this process started. */
  everybody: number;
  /** Per person: the newest event that this person could see when first asked, and those for a few since. */
  people: Map<number, number>;
}

/**
 * The id of the newest event of a chat that one person may see: the version of that chat in this person's eyes. Others'
 * whispers never move it. Kept in memory by the log; SQL only at the first question.
 */
export class VisibleHeads {
  #chats = new Map<number, ChatHeads>();

  constructor(private readonly db: Database) {}

  async of(chatId: number, userId: number): Promise<number> {
    const known = this.#chats.get(chatId)?.people.get(userId);
    const stored = known ?? (await readVisibleHead(this.db, chatId, userId));
    const heads = this.#entry(chatId);
    // An event for this person may have come in while SQL was asked.
    const own = Math.max(stored, heads.people.get(userId) ?? 0);
    heads.people.set(userId, own);
    return Math.max(own, heads.everybody);
  }

  apply(events: readonly LogEvent[]): void {
    for (const { id, chatId, audience } of events) {
      if (chatId === null) continue;
      const heads = this.#entry(chatId);
      if (audience === null || audience === 'everyone') heads.everybody = id;
      else
        for (const userId of audience) heads.people.set(userId, Math.max(id, heads.people.get(userId) ?? 0));
    }
  }

  #entry(chatId: number): ChatHeads {
    const known = this.#chats.get(chatId);
    if (known) return known;
    const heads: ChatHeads = { everybody: 0, people: new Map() };
    this.#chats.set(chatId, heads);
    if (this.#chats.size > maxChats) {
      const [oldest] = this.#chats.keys();
      if (oldest !== undefined) this.#chats.delete(oldest);
    }
    return heads;
  }
}
