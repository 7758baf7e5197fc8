import type { Knex } from 'knex';
import { type Message, type MessageRow, toMessageAt } from '../queries.ts';

/** The SQL by which what expires is found: each statement a step or two into an index of that alone. */

const isToErase = 'expires_at is not null and text is not null';

/** When the last message of a chat that is still to be erased expires, in Unix milliseconds; 0 where none does. */
export async function findLastExpiry(db: Knex, chatId: number): Promise<number> {
  const row = await db('messages')
    .where({ chat_id: chatId })
    .whereRaw(isToErase)
    .max<{ last: number | null }>('expires_at as last')
    .first();
  return row?.last ?? 0;
}

/** When the next message anywhere is to be erased, in Unix milliseconds; null where none is. */
export async function findNextExpiry(db: Knex): Promise<number | null> {
  const row = await db('messages')
    .whereRaw(isToErase)
    .min<{ next: number | null }>('expires_at as next')
    .first();
  return row?.next ?? null;
}

/** Messages that have expired and are still to be erased, the first of them first, as they are to be shown: as tombstones. */
export async function listExpired(db: Knex, nowMs: number, limit: number): Promise<Message[]> {
  const rows: MessageRow[] = await db('messages')
    .whereRaw(isToErase)
    .where('expires_at', '<=', nowMs)
    .orderBy('expires_at')
    .limit(limit);
  return rows.map(toMessageAt(nowMs));
}
