import type { Knex } from 'knex';
import { anyChat, type SearchTerm } from './search-words.ts';

/** The few places where SQLite and PostgreSQL differ. Everything else is the same SQL through knex. */

/**
 * That a row of a search index has all these terms. Their words are letters and digits alone (search-words.ts), so nothing
 * that someone looks for is ever taken for a part of either query language.
 */
export function matchesTerms(db: Knex, table: string, terms: readonly SearchTerm[]): Knex.Raw {
  return db.raw(isPostgres(db) ? '??.words @@ ?::tsquery' : '?? match ?', [table, termsQuery(db, terms)]);
}

/** The same with terms for any chat, in the one whose id is in a column of what stands around it. */
export function matchesTermsIn(
  db: Knex,
  table: string,
  { terms, chatId }: { terms: readonly SearchTerm[]; chatId: string },
): Knex.Raw {
  const match = isPostgres(db)
    ? '??.words @@ cast(replace(?, ?, cast(?? as text)) as tsquery)'
    : '?? match replace(?, ?, ??)';
  return db.raw(match, [table, termsQuery(db, terms), anyChat, chatId]);
}

function termsQuery(db: Knex, terms: readonly SearchTerm[]): string {
  if (isPostgres(db)) return terms.map(({ word, isPrefix }) => (isPrefix ? `${word}:*` : word)).join(' & ');
  return terms.map(({ word, isPrefix }) => (isPrefix ? `"${word}"*` : `"${word}"`)).join(' AND ');
}

/**
 * The place of a row in a search index, to order by. PostgreSQL takes a word that someone has begun for a common one and
 * would walk back through all that was ever said, in every chat; a sum has no such order, so it asks the index of words.
 */
export function placeInIndex(db: Knex, table: string): Knex.Raw {
  return db.raw(isPostgres(db) ? '??.rowid + 0' : '??.rowid', [table]);
}

export type IndexValue = Knex.Value | Knex.Ref<string, object>;

/**
 * Narrows a query to one value of `column` and to ids in (after, upTo], in the order of the index of the two. Told that the value
 * is fixed, PostgreSQL may walk the whole table by id until it meets that value, so there both columns are compared at once, which
 * only their index serves; SQLite would then use the first column alone.
 */
export function withinIndex(
  db: Knex,
  query: Knex.QueryBuilder,
  column: string,
  value: IndexValue,
  { id, after, upTo }: { id: string; after: number; upTo: number },
): Knex.QueryBuilder {
  if (!isPostgres(db))
    return query.where(column, value).where(id, '>', after).where(id, '<=', upTo).orderBy(id);
  return query
    .whereNotNull(column)
    .whereRaw('(??, ??) > (?, ?)', [column, id, value, after])
    .whereRaw('(??, ??) <= (?, ?)', [column, id, value, upTo])
    .orderBy([column, id]);
}

/** For those who have only a connection, as migrations do. */
export function isPostgres(db: Knex): boolean {
  return db.client.dialect === 'postgresql';
}
