import type { Knex } from 'knex';
import { isPostgres } from '../dialect.ts';

/*
 * SQLite's search index takes a message's words out of its pages as soon as the message goes ('secure-delete'). That costs a tenth of a
 * millisecond each, in the only transaction that writes: nothing for one message, too much for the hundred thousand of a chat. Those are
 * marked as gone, which is quick, and their words leave the file in steps that hold up nobody for long.
 */

/** In `meta`: words of deleted chats are still to be taken out. */
const leftovers = { key: 'search_leftovers', value: 'due' };

/** Pages of the index that are written in one step. */
const pagesPerStep = 50;

/** For work that deletes chats with all that was said there. */
export async function deletingManyMessages(trx: Knex, work: () => Promise<void>): Promise<void> {
  if (isPostgres(trx)) return work();
  await configure(trx, 'secure-delete', 0);
  await work();
  await configure(trx, 'secure-delete', 1);
  await trx('meta').insert(leftovers).onConflict('key').ignore();
}

/** Takes out what is left, a step in each transaction. */
export async function takeOutLeftovers(writer: Knex): Promise<void> {
  const due = await writer('meta').where({ key: leftovers.key }).first();
  if (!due) return;
  // Forgotten first: a chat that is deleted meanwhile says so again.
  await writer('meta').where({ key: leftovers.key }).delete();
  // A negative number begins to merge the whole index into one, positive ones go on with that.
  for (let pages = -pagesPerStep; await changesSomething(writer, pages); ) pages = pagesPerStep;
}

function changesSomething(writer: Knex, pages: number): Promise<boolean> {
  return writer.transaction(async (trx) => {
    const before = await totalChanges(trx);
    await configure(trx, 'merge', pages);
    // So says FTS5's manual: below two there was nothing left to do.
    return (await totalChanges(trx)) - before >= 2;
  });
}

async function totalChanges(trx: Knex): Promise<number> {
  const [{ changes }] = await trx.raw('select total_changes() as changes');
  return changes;
}

async function configure(db: Knex, command: string, value: number): Promise<void> {
  await db.raw('insert into message_words (message_words, rank) values (?, ?)', [command, value]);
}
