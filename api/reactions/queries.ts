import type { Knex } from 'knex';
import { presentUser } from '../users/present.ts';
import { toUser, type UserRow } from '../users/queries.ts';
import type { ReactionJson } from './schemas.ts';

/** All SQL on `reactions`. */
export interface Reaction {
  messageId: number;
  userId: number;
  emoji: string;
}

/** A message names this many people for each emoji; the count is exact. */
const maxNames = 50;

/** Of each of these messages: its emoji in the order of their first use, with who gave them. */
export async function findReactions(
  db: Knex,
  messageIds: readonly number[],
): Promise<Map<number, ReactionJson[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db('reactions')
    .join('users', 'users.id', 'reactions.user_id')
    .whereIn('reactions.message_id', [...messageIds])
    .orderBy('reactions.created_at')
    .orderBy('users.id')
    .select<(UserRow & { message_id: number; emoji: string })[]>(
      'users.*',
      'reactions.message_id',
      'reactions.emoji',
    );
  const all = new Map<number, ReactionJson[]>();
  for (const row of rows) {
    const ofMessage = all.get(row.message_id) ?? [];
    all.set(row.message_id, ofMessage);
    let reaction = ofMessage.find(({ emoji }) => emoji === row.emoji);
    if (!reaction) {
      reaction = { emoji: row.emoji, count: 0, users: [] };
      ofMessage.push(reaction);
    }
    reaction.count += 1;
    if (reaction.users.length < maxNames) reaction.users.push(presentUser(toUser(row)));
  }
  return all;
}

/** How many different emoji a message has. */
export async function countEmoji(db: Knex, messageId: number): Promise<number> {
  const [row] = await db('reactions')
    .where({ message_id: messageId })
    .countDistinct<{ count: number }[]>('emoji as count');
  return Number(row?.count ?? 0);
}

/** False when this person gave it before. */
export async function insertReaction(trx: Knex, reaction: Reaction, nowMs: number): Promise<boolean> {
  const rows = await trx('reactions')
    .insert({
      message_id: reaction.messageId,
      user_id: reaction.userId,
      emoji: reaction.emoji,
      created_at: nowMs,
    })
    .onConflict(['message_id', 'emoji', 'user_id'])
    .ignore()
    .returning('user_id');
  return rows.length > 0;
}

export async function deleteReaction(trx: Knex, { messageId, userId, emoji }: Reaction): Promise<boolean> {
  const deleted = await trx('reactions').where({ message_id: messageId, user_id: userId, emoji }).delete();
  return deleted > 0;
}

export async function deleteReactions(trx: Knex, messageId: number): Promise<void> {
  await trx('reactions').where({ message_id: messageId }).delete();
}
