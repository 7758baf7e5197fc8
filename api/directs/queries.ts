import type { Knex } from 'knex';
import type { Page } from '../http/pagination.ts';
import { hasInName } from '../users/list-users.ts';
import { toUser, type User, type UserRow } from '../users/queries.ts';

/** SQL of the directory, which is made of others' tables and owns none. */
interface Search {
  /** Who looks. */
  userId: number;
  search: string;
  /** Guests seen before this are not shown. */
  guestsSince: number;
  page: Page;
}

/** Everyone with an account but oneself, and those guests with whom one shares a chat; by the name they are shown with. */
export async function listPeople(
  db: Knex,
  { userId, search, guestsSince, page }: Search,
): Promise<{ people: User[]; count: number }> {
  const query = db('users')
    .whereNot({ id: userId })
    .whereNull('deleted_at')
    .where({ is_bot: false })
    .where((q) =>
      q.where({ is_guest: false }).orWhere((guest) =>
        guest
          .where(db.raw('coalesce(seen_at, created_at)'), '>=', guestsSince)
          // From the guest's few chats to one's own place in each, in this order on SQLite too, and not from one's own chats to all who are in them.
          .whereExists(
            db('members as theirs')
              .joinRaw('cross join members as mine cross join chats')
              .where({
                'theirs.user_id': db.ref('users.id'),
                'mine.chat_id': db.ref('theirs.chat_id'),
                'mine.user_id': userId,
                'chats.id': db.ref('theirs.chat_id'),
                'chats.erase_at': null,
              }),
          ),
      ),
    )
    .where(hasInName(search));
  const [counted] = await query.clone().count<{ count: number }[]>('* as count');
  const rows: UserRow[] = await query
    .orderBy('display_name_key')
    .orderBy('id')
    .limit(page.pageSize)
    .offset(page.offset);
  return { people: rows.map(toUser), count: Number(counted?.count ?? 0) };
}

/** Person → the private chat that `userId` has with them, for those who have one. */
export async function findDirects(
  db: Knex,
  userId: number,
  others: readonly number[],
): Promise<Map<number, number>> {
  const rows = await db('members as mine')
    .join('chats', 'chats.id', 'mine.chat_id')
    .join('members as theirs', 'theirs.chat_id', 'chats.id')
    .where({ 'mine.user_id': userId, 'chats.kind': 'direct', 'chats.erase_at': null })
    .whereIn('theirs.user_id', [...others])
    .select<{ user_id: number; chat_id: number }[]>('theirs.user_id', 'chats.id as chat_id');
  return new Map(rows.map((row) => [row.user_id, row.chat_id]));
}
