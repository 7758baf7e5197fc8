import type { Knex } from 'knex';
import { type Message, type MessageRow, type Pin, standingAt, toMessageAt } from '../queries.ts';

/** SQL on the pins of messages, which are in the messages' own rows. A whisper has none, so everyone in the chat may see what is found here. */

/** More than anybody looks through; the ids of all stand in every look at a chat. */
export const mostPins = 50;

/**
 * The ids of the messages that are pinned in a chat, the newest pin first, with commas between, null for none: a part of a statement, given
 * a column of what stands around it. A step into an index where nothing is pinned.
 */
export function pinnedSql(chatId: string): string {
  return `select string_agg(cast(id as text), ',') from (select messages.id from messages where messages.chat_id = ${chatId}
    and messages.pinned_at is not null order by messages.pinned_at desc limit ${mostPins}) as pinned`;
}

export async function setPin(trx: Knex, id: number, pin: Pin | null): Promise<void> {
  await trx('messages')
    .where({ id })
    .update({ pinned_at: pin?.at ?? null, pinned_by_id: pin?.byId ?? null });
}

/** How many there are, and when the newest was made: 0 where there is none. */
export async function summarisePins(db: Knex, chatId: number): Promise<{ count: number; newestAt: number }> {
  const [row] = await pinnedIn(db, chatId)
    .count({ count: '*' })
    .max<{ count: number; newest: number | null }[]>({ newest: 'pinned_at' });
  return { count: Number(row?.count ?? 0), newestAt: Number(row?.newest ?? 0) };
}

/** The newest pin first. */
export async function listPinned(
  db: Knex,
  chatId: number,
  { limit, offset, nowMs }: { limit: number; offset: number; nowMs: number },
): Promise<Message[]> {
  const rows: MessageRow[] = await pinnedIn(db, chatId)
    .where(standingAt(nowMs))
    .orderBy('pinned_at', 'desc')
    .limit(limit)
    .offset(offset)
    .select('*');
  return rows.map(toMessageAt(nowMs));
}

function pinnedIn(db: Knex, chatId: number): Knex.QueryBuilder {
  return db('messages').where({ chat_id: chatId }).whereNotNull('pinned_at');
}
