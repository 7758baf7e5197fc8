import type { Knex } from 'knex';
import { deleteImages } from '../images/queries.ts';
import { deleteReactionsTo } from '../reactions/queries.ts';
import { mentionAnew } from './mentions/mentioned.ts';
import { deleteMentions } from './mentions/queries.ts';
import { eraseMessages, type Message, nothingSaid, updateText } from './queries.ts';

/*
 * Every copy of what was said, and what becomes of it when it is taken back or said otherwise; ARCHITECTURE.md says what of it when its time
 * is over:
 *
 * - its row, and with it its pin, its search words, its reactions, its images and thumbnails, whom it names: erased right here, in the transaction of the change;
 * - its events, the `last_message` of someone's `chat.created`, and the excerpt in what answers it: have no copy. They refer to the
 *   row and show what that holds when they are read (references.ts, quote.ts);
 * - each node's recent events: show the present state from the moment in which that node reads the event of the change, which for
 *   the node that made it is before the change is acknowledged (log/recent.ts); what is read from the database meanwhile is
 *   caught up before it is sent (log/read.ts);
 * - the body shared by many readers, and the pages of history: forgotten at the same moment (feed/shared-body.ts,
 *   history/shared-pages.ts);
 * - the reply to a key used again, search, export, mood, lists: made of the row at each request, and an ETag changes
 *   with every event of the chat;
 * - SQLite's file and its log of writes: `secure_delete` overwrites what is freed, the search index forgets its words at once,
 *   and housekeeping empties the log of writes (db/database.ts);
 * - what a hook's receiver answered when it was told, which may repeat it: erased in the same transaction, too (hooks/answer-queries.ts).
 */

/** Erases what is kept elsewhere and may repeat these messages. Asked of hooks/, which is to the right, and handed in by between-features.ts. */
export type ForgetRepeated = (trx: Knex, messageIds: readonly number[]) => Promise<void>;

/** In the transaction of whoever takes something back. */
export interface Erasing {
  trx: Knex;
  /** Unix milliseconds. */
  nowMs: number;
  forgetRepeated: ForgetRepeated;
}

/** Leaves a tombstone: that something was said, by whom and when. */
export async function takeBack(erasing: Erasing, message: Message): Promise<Message> {
  await eraseAll(erasing, [message.id]);
  return { ...message, ...nothingSaid };
}

/** The same of many, by a fixed number of statements. */
export async function eraseAll(
  { trx, nowMs, forgetRepeated }: Erasing,
  ids: readonly number[],
): Promise<void> {
  await eraseMessages(trx, ids, nowMs);
  await deleteReactionsTo(trx, ids);
  await deleteImages(trx, ids);
  await deleteMentions(trx, ids);
  await forgetRepeated(trx, ids);
}

/** What was said before is nowhere any more. */
export async function sayOtherwise(
  { trx, nowMs, forgetRepeated }: Erasing,
  message: Message,
  edit: { text: string; polarity: number },
): Promise<Message> {
  const edited = { ...message, ...edit, editedAt: nowMs };
  await updateText(trx, message, edited);
  await mentionAnew(trx, edited);
  await forgetRepeated(trx, [message.id]);
  return edited;
}
