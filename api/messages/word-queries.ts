import type { Knex } from 'knex';
import { matchesTerms } from '../db/dialect.ts';
import { indexEntry, type SearchTerm } from '../db/search-words.ts';

/**
 * All SQL on `message_words`, the search index: an FTS5 table on SQLite, a table of tsvectors on PostgreSQL, both with a
 * row for each message that has a text, under the message's id as `rowid`. A row goes when its message goes.
 */
export interface Indexed {
  id: number;
  chatId: number;
  text: string;
}

/** In one statement for any number of messages. */
export async function insertWords(trx: Knex, messages: readonly Indexed[]): Promise<void> {
  if (messages.length === 0) return;
  await trx('message_words').insert(
    messages.map(({ id, chatId, text }) => ({ rowid: id, words: indexEntry(chatId, text) })),
  );
}

export async function replaceWords(trx: Knex, message: Indexed): Promise<void> {
  await deleteWords(trx, [message.id]);
  await insertWords(trx, [message]);
}

/** For messages that are deleted but stay as tombstones. */
export async function deleteWords(trx: Knex, ids: readonly number[]): Promise<void> {
  await trx('message_words')
    .whereIn('rowid', [...ids])
    .delete();
}

/** The messages with all these terms, joined to their place in the index: `message_words.rowid` gives their order. */
export function matchingMessages(db: Knex, terms: readonly SearchTerm[]): Knex.QueryBuilder {
  // A cross join, because SQLite then asks the index first and stops as soon as the page is full.
  return db('message_words')
    .crossJoin(db.ref('messages'))
    .where('messages.id', db.ref('message_words.rowid'))
    .where(matchesTerms(db, 'message_words', terms))
    .select('messages.*');
}
