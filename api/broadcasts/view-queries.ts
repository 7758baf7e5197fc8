import type { Knex } from 'knex';
import { toUser, type User, type UserRow } from '../users/queries.ts';

/** All SQL on `broadcast_views`: on whose screen a broadcast was, and since when. */
export interface View {
  messageId: number;
  userId: number;
}

/** The first time counts. */
export async function insertViews(trx: Knex, views: readonly View[], nowMs: number): Promise<void> {
  if (views.length === 0) return;
  await trx('broadcast_views')
    .insert(
      views.map(({ messageId, userId }) => ({ message_id: messageId, user_id: userId, seen_at: nowMs })),
    )
    .onConflict(['message_id', 'user_id'])
    .ignore();
}

/** How many have seen each of these; none of them is in it where nobody has. */
export async function countViews(db: Knex, messageIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await db('broadcast_views')
    .whereIn('message_id', [...messageIds])
    .groupBy('message_id')
    .select<{ message_id: number; seen: number }[]>('message_id', db.raw('count(*) as seen'));
  return new Map(rows.map(({ message_id, seen }) => [message_id, Number(seen)]));
}

/** Who of those who tell what they have read has seen it, the last ones first. */
export async function listViewers(
  db: Knex,
  messageId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ viewers: { user: User; seenAt: number }[]; count: number }> {
  const viewers = db('broadcast_views')
    .join('users', 'users.id', 'broadcast_views.user_id')
    .where({ message_id: messageId, read_receipts: true })
    .whereNull('users.deleted_at');
  const [counted] = await viewers.clone().count<{ count: number }[]>('* as count');
  const rows = await viewers
    .orderBy('broadcast_views.seen_at', 'desc')
    .orderBy('users.id')
    .limit(limit)
    .offset(offset)
    .select<(UserRow & { viewed_at: number })[]>('users.*', 'broadcast_views.seen_at as viewed_at');
  return {
    viewers: rows.map((row) => ({ user: toUser(row), seenAt: row.viewed_at })),
    count: Number(counted?.count ?? 0),
  };
}

/** What somebody has seen, and since when. */
export async function listViewsBy(
  db: Knex,
  userId: number,
): Promise<{ messageId: number; seenAt: number }[]> {
  const rows = await db('broadcast_views')
    .where({ user_id: userId })
    .orderBy('message_id')
    .select<{ message_id: number; seen_at: number }[]>('message_id', 'seen_at');
  return rows.map((row) => ({ messageId: row.message_id, seenAt: row.seen_at }));
}

/** Of someone whose account ends. */
export async function deleteViewsBy(trx: Knex, userId: number): Promise<void> {
  await trx('broadcast_views').where({ user_id: userId }).delete();
}

/** Some of those of before then. Resolves with how many. */
export async function pruneViews(trx: Knex, beforeMs: number, limit: number): Promise<number> {
  const key = ['message_id', 'user_id'];
  const old = trx('broadcast_views').where('seen_at', '<', beforeMs).orderBy('seen_at').limit(limit);
  return trx('broadcast_views').whereIn(key, old.select(key)).delete();
}
