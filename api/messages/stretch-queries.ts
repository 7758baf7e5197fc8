import type { Knex } from 'knex';
import { placeInIndex } from '../db/dialect.ts';
import { searchTerms } from '../db/search-words.ts';
import { type Message, type MessageRow, standingAt, toMessageAt, visibleTo } from './queries.ts';
import { matchingMessages } from './word-queries.ts';

/** The newest messages of a chat, or those right before or after one. */
interface Stretch {
  chatId: number;
  limit: number;
  /** What has expired by then is not in it. */
  nowMs: number;
  before?: number | undefined;
  after?: number | undefined;
  /** The last that may be in it. */
  upTo?: number | undefined;
}

interface HistoryPage extends Stretch {
  readerId: number;
  /** Only messages with all of its words. */
  search?: string | undefined;
}

export interface Listed {
  messages: Message[];
  /** In the direction that was asked for; around one: of older ones. */
  hasMore: boolean;
  /** Of those around one. */
  hasNewer?: boolean;
}

/** A stretch of the history as one person sees it, oldest first; of all messages, or of those found. */
export async function listMessages(db: Knex, page: HistoryPage): Promise<Listed> {
  const terms = page.search === undefined ? null : searchTerms(page.chatId, page.search);
  if (terms?.length === 0) return { messages: [], hasMore: false };
  const query = terms
    ? within(matchingMessages(db, terms), page, {
        id: 'message_words.rowid',
        order: placeInIndex(db, 'message_words'),
      })
    : within(db('messages'), page);
  return cut(await query.where(visibleTo(page.readerId)), page);
}

/** The same as everyone in the chat sees it; null where a whisper stands there, so that there is no such thing. */
export async function listForAll(db: Knex, stretch: Stretch): Promise<Listed | null> {
  const rows: MessageRow[] = await within(db('messages'), stretch);
  return rows.every((row) => row.to_id === null) ? cut(rows, stretch) : null;
}

interface Around {
  chatId: number;
  limit: number;
  nowMs: number;
  /** In the middle, as far as there is as much on both sides. */
  around: number;
}

/** What was said around a message, as one person sees it. Null where this person sees no such message in the chat. */
export async function listAround(db: Knex, page: Around & { readerId: number }): Promise<Listed | null> {
  return bothCut(await bothSides(db, page, visibleTo(page.readerId)));
}

/** The same as everyone in the chat sees it; null also where a whisper stands there, or right behind its ends, which tell whether there is more. */
export async function listAroundForAll(db: Knex, page: Around): Promise<Listed | null> {
  const sides = await bothSides(db, page, () => {});
  const isForAll = [...sides.older.rows, ...sides.newer.rows].every((row) => row.to_id === null);
  return isForAll ? bothCut(sides) : null;
}

interface Side {
  stretch: Stretch;
  rows: MessageRow[];
}

interface Sides {
  around: number;
  /** The message itself among them. */
  older: Side;
  newer: Side;
}

async function bothSides(
  db: Knex,
  { chatId, limit, nowMs, around }: Around,
  isShown: (q: Knex.QueryBuilder) => void,
): Promise<Sides> {
  const newer = { chatId, nowMs, limit: Math.floor(limit / 2), after: around };
  const older = { chatId, nowMs, limit: limit - newer.limit, before: around + 1 };
  const read = async (stretch: Stretch): Promise<Side> => ({
    stretch,
    rows: await within(db('messages'), stretch).where(isShown),
  });
  return { around, older: await read(older), newer: await read(newer) };
}

function bothCut({ around, older, newer }: Sides): Listed | null {
  const [until, behind] = [older, newer].map(({ rows, stretch }) => cut(rows, stretch));
  if (until?.messages.at(-1)?.id !== around || !behind) return null;
  return {
    messages: [...until.messages, ...behind.messages],
    hasMore: until.hasMore,
    hasNewer: behind.hasMore,
  };
}

/** One more than the limit, which tells whether there are more. */
function within(
  messages: Knex.QueryBuilder,
  { chatId, limit, nowMs, before, after, upTo }: Stretch,
  { id, order }: { id: string; order: string | Knex.Raw } = { id: 'id', order: 'id' },
): Knex.QueryBuilder {
  const query = messages
    .where('messages.chat_id', chatId)
    .where(standingAt(nowMs))
    .orderBy(order, after === undefined ? 'desc' : 'asc')
    .limit(limit + 1);
  if (before !== undefined) query.where(id, '<', before);
  if (after !== undefined) query.where(id, '>', after);
  if (upTo !== undefined) query.where(id, '<=', upTo);
  return query;
}

function cut(rows: readonly MessageRow[], { limit, nowMs, after }: Stretch): Listed {
  const messages = rows.slice(0, limit).map(toMessageAt(nowMs));
  if (after === undefined) messages.reverse();
  return { messages, hasMore: rows.length > limit };
}
