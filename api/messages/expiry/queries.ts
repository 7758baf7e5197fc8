import type { Knex } from 'knex';
import { type Message, type MessageRow, toMessageAt, visibleTo } from '../queries.ts';

/** The SQL by which what expires is found: each statement a step or two into an index of that alone. */

const isToErase = 'expires_at is not null and text is not null';

/** Those of a chat, the last of them first. */
function lastOf(db: Knex, chatId: number) {
  return db('messages')
    .where({ chat_id: chatId })
    .whereRaw(isToErase)
    .orderBy('expires_at', 'desc')
    .select<{ to_id: number | null; expires_at: number }[]>('to_id', 'expires_at');
}

/**
 * When the last message of a chat that was said `aloud` and is still to be erased expires, and the last that was `whispered` if that is
 * later, in Unix milliseconds; 0 where none does. The second step is for a chat in which the last one was whispered.
 */
export async function findLastExpiries(
  db: Knex,
  chatId: number,
): Promise<{ aloud: number; whispered: number }> {
  const last = await lastOf(db, chatId).first();
  if (!last || last.to_id === null) return { aloud: last?.expires_at ?? 0, whispered: 0 };
  const aloud = await lastOf(db, chatId).whereNull('to_id').first();
  return { aloud: aloud?.expires_at ?? 0, whispered: last.expires_at };
}

/** The same of the whispers of one person. */
export async function findLastWhisperExpiry(db: Knex, chatId: number, userId: number): Promise<number> {
  const last = await lastOf(db, chatId).whereNotNull('to_id').where(visibleTo(userId)).first();
  return last?.expires_at ?? 0;
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
