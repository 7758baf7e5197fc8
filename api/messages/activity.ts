import type { Knex } from 'knex';
import type { ActivitySummary, ChatActivity } from '../chats/activity.ts';
import { findUris } from '../chats/queries.ts';
import type { Level } from '../chats/schemas.ts';
import { visibleHead } from '../log/visible/queries.ts';
import type { Clock } from '../process/clock.ts';
import { archivedAfterSql, findArchivedAfter } from './archive-queries.ts';
import { unreadMentionsSql } from './mentions/queries.ts';
import { pinnedSql } from './pins/queries.ts';
import { presentMessages } from './present.ts';
import { type MessageRow, newestVisible, toMessageAt, visibleTo } from './queries.ts';
import { unreadSql } from './reading-queries.ts';
import { findSeenPlaces } from './receipts/queries.ts';

/** What chats show of their messages (chats/activity.ts says what each promises), at a moment by this clock. */
export const messageActivity = (clock: Pick<Clock, 'now'>): ChatActivity => ({
  async summaries(db, chatIds, userId) {
    if (chatIds.length === 0) return new Map();
    const lastMessages = await lastVisible(db, { chatIds, userId, nowMs: clock.now() });
    const counts = await unreadCounts(db, chatIds, userId);
    const none = {
      ...{ unread: 0, unreadMentions: [], pinned: [], readMessageId: 0, asOf: 0 },
      ...{ notify: 'all' as const, archivedAfter: null, isMarkedUnread: false },
    };
    const summary = (id: number): ActivitySummary => ({
      ...(counts.get(id) ?? none),
      lastMessage: lastMessages.get(id) ?? null,
    });
    return new Map(chatIds.map((id) => [id, summary(id)]));
  },

  seenPlaces: findSeenPlaces,

  newestMessageId: (db, { chatId, userId }) => newestVisible(db, chatId, userId),

  archivedAfter: findArchivedAfter,

  async chatsNaming(db, userId) {
    const authored = db('messages').where({ author_id: userId }).distinct('chat_id');
    const addressed = db('messages').where({ to_id: userId }).distinct('chat_id');
    const reacted = db('reactions')
      .join('messages', 'messages.id', 'reactions.message_id')
      .where('reactions.user_id', userId)
      .distinct('messages.chat_id');
    const named = db('mentions').where({ user_id: userId }).distinct('chat_id');
    const pinned = db('messages').where({ pinned_by_id: userId }).distinct('chat_id');
    const rows = await authored.union([addressed, reacted, named, pinned]);
    return rows.map(({ chat_id }) => chat_id);
  },

  async listMine(db, { userId, kind, archived, page }) {
    const mine = db('members')
      .join('chats', 'chats.id', 'members.chat_id')
      .where('members.user_id', userId)
      .whereNull('chats.erase_at');
    if (kind) mine.where('chats.kind', kind);
    if (archived !== undefined) mine.whereRaw(`(${archivedAfterSql}) is ${archived ? 'not null' : 'null'}`);
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
  },
});

/** A subquery for the newest message of each chat that `userId` may see: one step into the index for each. */
function newestVisibleId(db: Knex, userId: number) {
  return db('messages')
    .where('messages.chat_id', db.ref('chats.id'))
    .where(visibleTo(userId))
    .max('messages.id');
}

async function lastVisible(
  db: Knex,
  { chatIds, userId, nowMs }: { chatIds: readonly number[]; userId: number; nowMs: number },
) {
  const newest = db('chats')
    .whereIn('chats.id', [...chatIds])
    .select(newestVisibleId(db, userId).as('newest'));
  const rows = await db<MessageRow>('messages').whereIn('id', newest);
  const messages = rows.map(toMessageAt(nowMs));
  const uris = await findUris(db, chatIds);
  const shown = await presentMessages(db, messages, {
    uriOf: (message) => uris.get(message.chatId) ?? '',
    nowMs,
  });
  return new Map(messages.map((message, i) => [message.chatId, shown[i]]));
}

interface UnreadRow {
  chat_id: number;
  read_message_id: number;
  notify: Level;
  archived_after: number | null;
  marked_unread: boolean | number;
  unread: number;
  /** With commas between, the newest first. */
  mentions: string | null;
  /** The same, of those that are pinned. */
  pinned: string | null;
  as_of: number | null;
}

/** One statement: so what is unread and the event up to which it is counted are of one moment. */
async function unreadCounts(db: Knex, chatIds: readonly number[], userId: number) {
  const behind = {
    chatId: 'members.chat_id',
    userId: 'members.user_id',
    afterId: 'members.read_message_id',
  };
  const rows = await db('members')
    .where('members.user_id', userId)
    .whereIn('members.chat_id', [...chatIds])
    .select<UnreadRow[]>(
      'members.chat_id',
      'members.read_message_id',
      'members.notify',
      'members.marked_unread',
      db.raw(`${archivedAfterSql} as archived_after`),
      db.raw(`(${unreadSql(behind)}) as unread`),
      db.raw(`(${unreadMentionsSql(behind)}) as mentions`),
      db.raw(`(${pinnedSql('members.chat_id')}) as pinned`),
      visibleHead(db, 'members.chat_id', userId).as('as_of'),
    );
  return new Map(
    rows.map((row) => [
      row.chat_id,
      {
        unread: Number(row.unread),
        unreadMentions: numbersIn(row.mentions).reverse(),
        pinned: numbersIn(row.pinned),
        readMessageId: row.read_message_id,
        notify: row.notify,
        archivedAfter: row.archived_after,
        isMarkedUnread: Boolean(row.marked_unread),
        asOf: row.as_of ?? 0,
      },
    ]),
  );
}

function numbersIn(list: string | null): number[] {
  return list?.split(',').map(Number) ?? [];
}
