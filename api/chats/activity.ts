import type { Knex } from 'knex';
import type { Page } from '../http/pagination.ts';
import type { Kind, Level } from './schemas.ts';

/**
 * What a chat shows of its messages. Declared here and made by messages/, because features import only to the left.
 */
export interface ChatActivity {
  /** Per chat: what `userId` has not read, and the newest message that `userId` may see. One query, whatever the number. */
  summaries(db: Knex, chatIds: readonly number[], userId: number): Promise<Map<number, ActivitySummary>>;
  /** Per private chat, where that is told: the newest message that the other one has read, of those that `userId` may see. */
  seenPlaces(db: Knex, chatIds: readonly number[], userId: number): Promise<Map<number, number>>;
  /** The newest message of a chat that this person may see, in it or not; 0 where there is none. */
  newestMessageId(db: Knex, membership: { chatId: number; userId: number }): Promise<number>;
  /** The newest message that this person might see when they archived the chat; null where they have not, or are not in it, or where what was said since has brought it back. */
  archivedAfter(db: Knex, membership: { chatId: number; userId: number }): Promise<number | null>;
  /** The chats in which a person's name is shown beside a message, also where that person has left. */
  chatsNaming(db: Knex, userId: number): Promise<number[]>;
  /** One page of a person's chats: by their newest message that this person may see, else by when they were made. */
  listMine(
    db: Knex,
    asked: { userId: number; kind: Kind | undefined; archived: boolean | undefined; page: Page },
  ): Promise<{ ids: number[]; count: number }>;
}

export interface ActivitySummary {
  unread: number;
  /** The newest unread messages that call this person by name, oldest first. */
  unreadMentions: readonly number[];
  /** The ids of what is pinned, the newest pin first. */
  pinned: readonly number[];
  /** Where the own read marker stands. */
  readMessageId: number;
  /** What of the chat draws this person's attention. */
  notify: Level;
  /** As `archivedAfter` says. */
  archivedAfter: number | null;
  isMarkedUnread: boolean;
  /** The newest event of the chat, of those for this person, that `unread` knows of. */
  asOf: number;
  lastMessage: unknown;
}
