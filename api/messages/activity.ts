import type { Knex } from 'knex';
import type { ActivitySummary, ChatActivity } from '../chats/activity.ts';
import { findUris } from '../chats/queries.ts';
import { presentMessages } from './present.ts';
import { type MessageRow, toMessage, visibleTo } from './queries.ts';

/** What chats show of their messages (chats/activity.ts says what each promises). */
export const messageActivity: ChatActivity = {
  async summaries(db, chatIds, userId) {
    if (chatIds.length === 0) return new Map();
    const [lastMessages, unread] = [
      await lastVisible(db, chatIds, userId),
      await unreadCounts(db, chatIds, userId),
    ];
    const summary = (id: number): ActivitySummary => ({
      unread: unread.get(id) ?? 0,
      lastMessage: lastMessages.get(id) ?? null,
    });
    return new Map(chatIds.map((id) => [id, summary(id)]));
  },

  async newestMessageId(db, chatId) {
    const row = await db('messages')
      .where({ chat_id: chatId })
      .max<{ newest: number | null }>('id as newest')
      .first();
    return row?.newest ?? 0;
  },

  async chatsNaming(db, userId) {
    const authored = db('messages').where({ author_id: userId }).distinct('chat_id');
    const addressed = db('messages').where({ to_id: userId }).distinct('chat_id');
    const reacted = db('reactions')
      .join('messages', 'messages.id', 'reactions.message_id')
      .where('reactions.user_id', userId)
      .distinct('messages.chat_id');
    const rows = await authored.union([addressed, reacted]);
    return rows.map(({ chat_id }) => chat_id);
  },
};

/** A subquery for the newest message of each chat that `userId` may see: one step into the index for each. */
export function newestVisibleId(db: Knex, userId: number) {
  return db('messages')
    .where('messages.chat_id', db.ref('chats.id'))
    .where(visibleTo(userId))
    .max('messages.id');
}

async function lastVisible(db: Knex, chatIds: readonly number[], userId: number) {
  const newest = db('chats')
    .whereIn('chats.id', [...chatIds])
    .select(newestVisibleId(db, userId).as('newest'));
  const rows = await db<MessageRow>('messages').whereIn('id', newest);
  const messages = rows.map(toMessage);
  const uris = await findUris(db, chatIds);
  const shown = await presentMessages(db, messages, (message) => uris.get(message.chatId) ?? '');
  return new Map(messages.map((message, i) => [message.chatId, shown[i]]));
}

/** Messages of others, visible to `userId`, behind the own read marker. A tombstone still counts: something was said. */
async function unreadCounts(
  db: Knex,
  chatIds: readonly number[],
  userId: number,
): Promise<Map<number, number>> {
  const rows = await db('members')
    .join('messages', 'messages.chat_id', 'members.chat_id')
    .where('members.user_id', userId)
    .whereIn('members.chat_id', [...chatIds])
    .where('messages.id', '>', db.ref('members.read_message_id'))
    .whereNot('messages.author_id', userId)
    .where(visibleTo(userId))
    .groupBy('members.chat_id')
    .select<{ chat_id: number; unread: number }[]>('members.chat_id', db.raw('count(*) as unread'));
  return new Map(rows.map((row) => [row.chat_id, Number(row.unread)]));
}
