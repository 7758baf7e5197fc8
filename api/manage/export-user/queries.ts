import type { Knex } from 'knex';
import { standingAt } from '../../messages/queries.ts';

/** A chat that somebody is in. */
export interface Joined {
  uri: string;
  name: string;
  kind: string;
  role: string;
  /** Unix milliseconds. */
  joined_at: number;
  read_message_id: number;
  notify: string;
  /** The newest message that they might see when it was archived; null: it is not. */
  archived_after: number | null;
  marked_unread: boolean;
}

/** A reaction of somebody's. */
export interface Given {
  uri: string;
  message_id: number;
  emoji: string;
  /** Unix milliseconds. */
  created_at: number;
}

/** A message, whoever said it, that somebody pinned. */
export interface Pinned {
  uri: string;
  message_id: number;
  /** Unix milliseconds. */
  pinned_at: number;
}

export async function listJoined(db: Knex, userId: number): Promise<Joined[]> {
  const rows = await db('members')
    .join('chats', 'chats.id', 'members.chat_id')
    .where('members.user_id', userId)
    .whereNull('chats.erase_at')
    .orderBy('chats.id')
    .select<Joined[]>([
      ...['uri', 'name', 'kind', 'role', 'joined_at', 'read_message_id', 'notify'],
      ...['archived_after', 'marked_unread'],
    ]);
  return rows.map((row) => ({ ...row, marked_unread: Boolean(row.marked_unread) }));
}

export async function listGiven(db: Knex, userId: number, nowMs: number): Promise<Given[]> {
  return db('reactions')
    .join('messages', 'messages.id', 'reactions.message_id')
    .join('chats', 'chats.id', 'messages.chat_id')
    .where('reactions.user_id', userId)
    .where(standingAt(nowMs))
    .whereNull('chats.erase_at')
    .orderBy('messages.id')
    .select<Given[]>(['uri', 'message_id', 'emoji', 'reactions.created_at']);
}

export async function listPinnedBy(db: Knex, userId: number, nowMs: number): Promise<Pinned[]> {
  return db('messages')
    .join('chats', 'chats.id', 'messages.chat_id')
    .where('messages.pinned_by_id', userId)
    .where(standingAt(nowMs))
    .whereNull('chats.erase_at')
    .orderBy('messages.id')
    .select<Pinned[]>(['uri', 'messages.id as message_id', 'pinned_at']);
}

/** Numbers of all that somebody has said, and of what was whispered to them, oldest first; but for what was deleted or has expired. */
export async function listSaidIds(db: Knex, userId: number, nowMs: number): Promise<number[]> {
  const standing = () =>
    db('messages')
      .join('chats', 'chats.id', 'messages.chat_id')
      .whereNull('chats.erase_at')
      .whereNull('messages.deleted_at')
      .where(standingAt(nowMs));
  const said = await standing().where('author_id', userId).pluck<number[]>('messages.id');
  const heard = await standing().where('to_id', userId).pluck<number[]>('messages.id');
  return [...new Set([...said, ...heard])].sort((one, other) => one - other);
}

export async function findUris(db: Knex, chatIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db('chats')
    .whereIn('id', [...new Set(chatIds)])
    .select<{ id: number; uri: string }[]>('id', 'uri');
  return new Map(rows.map(({ id, uri }) => [id, uri]));
}
