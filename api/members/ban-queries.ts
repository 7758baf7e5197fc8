import type { Knex } from 'knex';
import { toUser, type User, type UserRow } from '../users/queries.ts';
import type { Slice } from './queries.ts';

/** All SQL on `bans`. */
export async function insertBan(
  trx: Knex,
  ban: { chatId: number; userId: number; createdAt: number },
): Promise<void> {
  await trx('bans')
    .insert({ chat_id: ban.chatId, user_id: ban.userId, created_at: ban.createdAt })
    .onConflict(['chat_id', 'user_id'])
    .ignore();
}

export async function deleteBan(trx: Knex, chatId: number, userId: number): Promise<boolean> {
  const deleted = await trx('bans').where({ chat_id: chatId, user_id: userId }).delete();
  return deleted > 0;
}

export async function listBans(db: Knex, chatId: number, { limit, offset = 0 }: Slice): Promise<User[]> {
  const rows = await db('bans')
    .join('users', 'users.id', 'bans.user_id')
    .where('bans.chat_id', chatId)
    .orderBy('bans.created_at')
    .limit(limit)
    .offset(offset)
    .select<UserRow[]>('users.*');
  return rows.map(toUser);
}

export async function countBans(db: Knex, chatId: number): Promise<number> {
  const [row] = await db('bans').where({ chat_id: chatId }).count<{ count: number }[]>('* as count');
  return Number(row?.count ?? 0);
}
