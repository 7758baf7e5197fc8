import type { Knex } from 'knex';
import { type Membership, membershipKey } from '../members/queries.ts';
import { visibleTo } from './queries.ts';

/** How far somebody has read a chat, and what is left of it. */
export interface Reading extends Membership {
  chatUri: string;
  /** Where the read marker stands. */
  readMessageId: number;
  /** The newest message that this person may see, 0 when there is none. */
  newestId: number;
}

/** Of these memberships those that are. One statement. */
export async function findReadings(db: Knex, memberships: readonly Membership[]): Promise<Reading[]> {
  const rows = await selectMemberships(db, memberships)
    .join('chats', 'chats.id', 'members.chat_id')
    .select<
      { chat_id: number; user_id: number; uri: string; read_message_id: number; newest: number | null }[]
    >(
      'members.chat_id',
      'members.user_id',
      'members.read_message_id',
      'chats.uri',
      newestVisibleId(db, db.ref('members.user_id')).as('newest'),
    );
  return rows.map((row) => ({
    chatId: row.chat_id,
    userId: row.user_id,
    chatUri: row.uri,
    readMessageId: row.read_message_id,
    newestId: row.newest ?? 0,
  }));
}

/** How much is unread of each of these memberships, by `membershipKey`. One statement. */
export async function countUnread(
  db: Knex,
  memberships: readonly Membership[],
): Promise<Map<string, number>> {
  const rows = await selectMemberships(db, memberships).select<
    { chat_id: number; user_id: number; unread: number }[]
  >('members.chat_id', 'members.user_id', unread(db, db.ref('members.user_id')).as('unread'));
  return new Map(rows.map((row) => [membershipKey(row.chat_id, row.user_id), Number(row.unread)]));
}

function selectMemberships(db: Knex, memberships: readonly Membership[]) {
  return db('members').whereIn(
    ['members.chat_id', 'members.user_id'],
    memberships.map(({ chatId, userId }) => [chatId, userId]),
  );
}

/** A subquery for the newest message of each chat that `userId` may see: one step into the index for each. */
export function newestVisibleId(db: Knex, userId: number | Knex.Ref<string, object>): Knex.QueryBuilder {
  return db('messages')
    .where('messages.chat_id', db.ref('chats.id'))
    .where(visibleTo(userId))
    .max('messages.id');
}

/**
 * A subquery for how many messages of others, visible to `userId`, stand behind the read marker of each membership; a tombstone says
 * nothing that could be unread.
 */
export function unread(db: Knex, userId: number | Knex.Ref<string, object>): Knex.QueryBuilder {
  return db('messages')
    .where('messages.chat_id', db.ref('members.chat_id'))
    .where('messages.id', '>', db.ref('members.read_message_id'))
    .whereNot('messages.author_id', userId)
    .whereNotNull('messages.text')
    .where(visibleTo(userId))
    .count('*');
}
