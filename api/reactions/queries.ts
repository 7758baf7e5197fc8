import type { Knex } from 'knex';
import { toUser, type User, type UserRow } from '../users/queries.ts';

/** All SQL on `reactions`. */
export interface Reaction {
  messageId: number;
  emoji: string;
  /** Who gave it. */
  user: User;
  createdAt: number;
}

/** All of these messages. */
export async function listReactions(db: Knex, messageIds: readonly number[]): Promise<Reaction[]> {
  if (messageIds.length === 0) return [];
  const rows = await db('reactions')
    .join('users', 'users.id', 'reactions.user_id')
    .whereIn('reactions.message_id', [...messageIds])
    .select<(UserRow & { message_id: number; emoji: string; given_at: number })[]>(
      'users.*',
      'reactions.message_id',
      'reactions.emoji',
      'reactions.created_at as given_at',
    );
  return rows.map((row) => ({
    messageId: row.message_id,
    emoji: row.emoji,
    user: toUser(row),
    createdAt: row.given_at,
  }));
}

export async function insertReactions(trx: Knex, reactions: readonly Reaction[]): Promise<void> {
  if (reactions.length === 0) return;
  await trx('reactions').insert(
    reactions.map(({ messageId, emoji, user, createdAt }) => ({
      message_id: messageId,
      user_id: user.id,
      emoji,
      created_at: createdAt,
    })),
  );
}

export async function deleteReactions(trx: Knex, reactions: readonly Reaction[]): Promise<void> {
  if (reactions.length === 0) return;
  await trx('reactions')
    .whereIn(
      ['message_id', 'emoji', 'user_id'],
      reactions.map(({ messageId, emoji, user }) => [messageId, emoji, user.id]),
    )
    .delete();
}

/** All that are given to a message. */
export async function deleteReactionsTo(trx: Knex, messageId: number): Promise<void> {
  await trx('reactions').where({ message_id: messageId }).delete();
}
