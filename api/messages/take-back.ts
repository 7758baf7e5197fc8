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
 *   and housekeeping empties the log of writes (db/database.ts).
 */

/** Leaves a tombstone: that something was said, by whom and when. */
export async function takeBack(trx: Knex, message: Message, nowMs: number): Promise<Message> {
  await eraseAll(trx, [message.id], nowMs);
  return { ...message, ...nothingSaid };
}

/** The same of many, by a fixed number of statements. */
export async function eraseAll(trx: Knex, ids: readonly number[], nowMs: number): Promise<void> {
  await eraseMessages(trx, ids, nowMs);
  await deleteReactionsTo(trx, ids);
  await deleteImages(trx, ids);
  await deleteMentions(trx, ids);
}

/** What was said before is nowhere any more. */
export async function sayOtherwise(
  trx: Knex,
  message: Message,
  edit: { text: string; polarity: number; editedAt: number },
): Promise<Message> {
  await updateText(trx, message, edit);
  const edited = { ...message, ...edit };
  await mentionAnew(trx, edited);
  return edited;
}
