import type { Knex } from 'knex';
import type { Kind } from '../chats/schemas.ts';
import type { Page } from '../http/pagination.ts';
import { newestVisibleId } from './activity.ts';

/** One page of a person's chats: by their newest message that this person may see, else by when they were made. */
export async function listMyChatIds(
  db: Knex,
  { userId, kind, page }: { userId: number; kind: Kind | undefined; page: Page },
): Promise<{ ids: number[]; count: number }> {
  const mine = db('members').join('chats', 'chats.id', 'members.chat_id').where('members.user_id', userId);
  if (kind) mine.where('chats.kind', kind);
  const counted = await mine.clone().count<{ count: number }[]>('* as count');
  const dated = mine
    .clone()
    .select('chats.id', 'chats.created_at', newestVisibleId(db, userId).as('newest'))
    .as('dated');
  const rows = await db
    .from(dated)
    .leftJoin('messages', 'messages.id', 'dated.newest')
    .orderByRaw('coalesce(messages.created_at, dated.created_at) desc, dated.id desc')
    .limit(page.pageSize)
    .offset(page.offset)
    .select<{ id: number }[]>('dated.id');
  return { ids: rows.map((row) => row.id), count: Number(counted[0]?.count ?? 0) };
}
