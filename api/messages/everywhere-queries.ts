import type { Knex } from 'knex';
import { matchesTermsIn, placeInIndex } from '../db/dialect.ts';
import { anyChat, searchTerms } from '../db/search-words.ts';
import { findMessages, type Message, standingAt, visibleTo } from './queries.ts';

/** Whoever is in more looks in those where something was said last. */
const mostChats = 1000;
/** Each is looked up in each chat. */
const mostTerms = 10;

interface Asked {
  readerId: number;
  /** All of these words, of more than ten the first ten. */
  search: string;
  /** Only what is older than this message. */
  before?: number | undefined;
  limit: number;
  /** What has expired by then is not found. */
  nowMs: number;
}

export interface FoundEverywhere {
  /** The newest first. */
  messages: Message[];
  hasMore: boolean;
  /** By the ids of their chats. */
  uris: ReadonlyMap<number, string>;
}

interface Row {
  chat_id: number;
  uri: string;
  /** With commas between; null: none. */
  found: string | null;
}

/**
 * What was said in all chats of one person, as far as they may see it: for each chat as many steps into the index of words as there are
 * words, and what has them there; no chat gives more than the page holds. Two statements, whatever the number of chats.
 */
export async function findEverywhere(db: Knex, asked: Asked): Promise<FoundEverywhere> {
  const terms = searchTerms(anyChat, asked.search).slice(0, mostTerms);
  if (terms.length === 0) return { messages: [], hasMore: false, uris: new Map() };
  const found = db
    .from(inOneChat(db, { ...asked, terms }).as('found'))
    .select(db.raw("string_agg(cast(found.id as text), ',')"));
  const rows: Row[] = await db
    .from(chatsOf(db, asked.readerId).as('mine'))
    .select('mine.chat_id', 'mine.uri', found.as('found'));
  const ids = rows
    .flatMap((row) => row.found?.split(',').map(Number) ?? [])
    .sort((one, other) => other - one);
  const messages = await findMessages(db, ids.slice(0, asked.limit), asked.nowMs);
  return {
    messages: messages.sort((one, other) => other.id - one.id),
    hasMore: ids.length > asked.limit,
    uris: new Map(rows.map(({ chat_id: id, uri }) => [id, uri])),
  };
}

/**
 * Of a chat the id of its newest message. PostgreSQL may walk back through all that was ever said when it is told that the chat is fixed; of a
 * range and in this order only the index of the two serves it.
 */
const newestSql = `select messages.id from messages where messages.chat_id between members.chat_id and members.chat_id
  order by messages.chat_id desc, messages.id desc limit 1`;

function chatsOf(db: Knex, userId: number): Knex.QueryBuilder {
  return db('members')
    .join('chats', 'chats.id', 'members.chat_id')
    .where('members.user_id', userId)
    .whereNull('chats.erase_at')
    .orderByRaw(`coalesce((${newestSql}), 0) desc`)
    .limit(mostChats)
    .select('members.chat_id', 'chats.uri');
}

/** The ids of the newest finds in the chat of a row of `mine`. Its words have the chat's id in them: nothing else says where they were said. */
function inOneChat(
  db: Knex,
  { readerId, before, limit, nowMs, terms }: Asked & { terms: ReturnType<typeof searchTerms> },
): Knex.QueryBuilder {
  const query = db('message_words')
    .crossJoin(db.ref('messages'))
    .where('messages.id', db.ref('message_words.rowid'))
    .where(matchesTermsIn(db, 'message_words', { terms, chatId: 'mine.chat_id' }))
    .where(visibleTo(readerId))
    .where(standingAt(nowMs))
    .orderBy(placeInIndex(db, 'message_words'), 'desc')
    .limit(limit + 1)
    .select('message_words.rowid as id');
  return before === undefined ? query : query.where('message_words.rowid', '<', before);
}
