import type { Knex } from 'knex';
import { nameKey } from './names.ts';
import { toUser, type User, type UserRow } from './queries.ts';

/** One page of all people who are here, or have `search` in a name, the newest first. */
export async function listUsers(
  db: Knex,
  { limit, offset, search = '' }: { limit: number; offset: number; search?: string },
): Promise<{ users: User[]; count: number }> {
  const living = db<UserRow>('users')
    .whereNull('deleted_at')
    .where({ is_bot: false })
    .where(hasInName(search));
  const [counted] = await living.clone().count<{ count: number }[]>('* as count');
  const rows = await living.clone().orderBy('id', 'desc').limit(limit).offset(offset);
  return { users: rows.map(toUser), count: Number(counted?.count ?? 0) };
}

/** In any case and form of letters; everybody has nothing in a name. */
export function hasInName(search: string) {
  return (query: Knex.QueryBuilder) => {
    if (search === '') return;
    // The escape character must be one that LIKE knows on both databases.
    const pattern = `%${nameKey(search).replace(/[!%_]/g, '!$&')}%`;
    query
      .whereRaw("username_key like ? escape '!'", [pattern])
      .orWhereRaw("display_name_key like ? escape '!'", [pattern]);
  };
}
