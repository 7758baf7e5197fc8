import type { Knex } from 'knex';
import { deleteWords, replaceWords } from './word-queries.ts';

/** All SQL on `messages`. Every read of what was said passes `visibleTo`, or tells nothing where there is a whisper (`listForAll` in stretch-queries.ts). */
export interface Message {
  id: number;
  chatId: number;
  authorId: number;
  toId: number | null;
  /** The message that this one answers; none of a tombstone. */
  replyToId: number | null;
  /** Null: deleted. */
  text: string | null;
  polarity: number;
  clientKey: string | null;
  contentHash: string;
  createdAt: number;
  editedAt: number | null;
  /** When it disappears; null: never. */
  expiresAt: number | null;
  /** Who holds it up for all in the chat, and since when; null of most, of a whisper and of a tombstone. */
  pin: Pin | null;
}

export interface Pin {
  byId: number;
  /** Unix milliseconds; no two of a chat are the same. */
  at: number;
}

export interface MessageRow {
  id: number;
  chat_id: number;
  author_id: number;
  to_id: number | null;
  reply_to_id: number | null;
  text: string | null;
  polarity: number;
  client_key: string | null;
  content_hash: string;
  created_at: number;
  edited_at: number | null;
  pinned_at: number | null;
  pinned_by_id: number | null;
  expires_at: number | null;
}

/** What is left of a message that was taken back, or whose time is over. */
export const nothingSaid = { text: null, replyToId: null, polarity: 0, pin: null };

/** A message as it is at a moment: what has expired by then is a tombstone, whether it has been erased yet or not. */
export function toMessageAt(nowMs: number): (row: MessageRow) => Message {
  return (row) => {
    const message = toMessage(row);
    return hasExpired(message, nowMs) ? { ...message, ...nothingSaid } : message;
  };
}

function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    chatId: row.chat_id,
    authorId: row.author_id,
    toId: row.to_id,
    replyToId: row.reply_to_id,
    text: row.text,
    polarity: row.polarity,
    clientKey: row.client_key,
    contentHash: row.content_hash,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    pin: row.pinned_at && row.pinned_by_id ? { byId: row.pinned_by_id, at: row.pinned_at } : null,
    expiresAt: row.expires_at,
  };
}

/** The one rule in SQL of who may see a message in a chat that they are in: a whisper is for its two people alone. */
export function visibleTo(userId: number) {
  return (q: Knex.QueryBuilder) => q.whereRaw(visibleToSql('?'), [userId, userId]);
}

/** The same as text, given a column or a placeholder, which it names twice. */
export function visibleToSql(userId: string): string {
  return `(messages.to_id is null or messages.to_id = ${userId} or messages.author_id = ${userId})`;
}

/** What stands in a chat now: not what has expired, nor what was taken back where it would have expired. In SQL as the index of it has it. */
export function standingAt(nowMs: number) {
  return (q: Knex.QueryBuilder) =>
    q
      .whereRaw(isKeptSql)
      .where((each) => each.whereNull('messages.expires_at').orWhere('messages.expires_at', '>', nowMs));
}

/** All of a chat but for what has disappeared and is erased. */
export const isKeptSql = '(messages.expires_at is null or messages.text is not null)';

export function hasExpired({ expiresAt }: { expiresAt: number | null }, nowMs: number): boolean {
  return expiresAt !== null && expiresAt <= nowMs;
}

/** Whether a message that was read already stands nowhere any more: what `standingAt` leaves out. */
export function hasDisappeared({ expiresAt, text }: Pick<Message, 'expiresAt' | 'text'>): boolean {
  return expiresAt !== null && text === null;
}

/** What `visibleTo` says, of a message that was read already. */
export function isVisibleTo({ toId, authorId }: Pick<Message, 'toId' | 'authorId'>, userId: number): boolean {
  return toId === null || toId === userId || authorId === userId;
}

/** Null for what `readerId` may not see, as for what does not exist. */
export async function findMessage(
  db: Knex,
  { chatId, id, readerId, nowMs }: { chatId: number; id: number; readerId: number; nowMs: number },
): Promise<Message | null> {
  const row = await db<MessageRow>('messages')
    .where({ chat_id: chatId, id })
    .where(visibleTo(readerId))
    .first();
  return row ? toMessageAt(nowMs)(row) : null;
}

/** Whoever asks may see them: the events that name them say so. */
export async function findMessages(db: Knex, ids: readonly number[], nowMs: number): Promise<Message[]> {
  if (ids.length === 0) return [];
  const rows = await db<MessageRow>('messages').whereIn('id', [...ids]);
  return rows.map(toMessageAt(nowMs));
}

export async function updateText(
  trx: Knex,
  { id, chatId }: Pick<Message, 'id' | 'chatId'>,
  edit: { text: string; polarity: number; editedAt: number },
): Promise<void> {
  await trx('messages')
    .where({ id })
    .update({ text: edit.text, polarity: edit.polarity, edited_at: edit.editedAt });
  await replaceWords(trx, { id, chatId, text: edit.text });
}

/** What was said is gone from the rows; the rows stay as tombstones. */
export async function eraseMessages(trx: Knex, ids: readonly number[], nowMs: number): Promise<void> {
  await trx('messages')
    .whereIn('id', [...ids])
    .update({
      ...{ text: null, reply_to_id: null, polarity: 0, deleted_at: nowMs },
      ...{ pinned_at: null, pinned_by_id: null },
    });
  await deleteWords(trx, ids);
}

/** The id of the newest message of a chat that this person may see, 0 when there is none. */
export async function newestVisible(db: Knex, chatId: number, userId: number): Promise<number> {
  const row = await db('messages')
    .where({ chat_id: chatId })
    .where(visibleTo(userId))
    .max<{ newest: number | null }>('id as newest')
    .first();
  return row?.newest ?? 0;
}

/** Whether this person may see, as of now, the message that carries the image of this name. */
export async function isImageVisible(
  db: Knex,
  name: string,
  { userId, nowMs }: { userId: number; nowMs: number },
): Promise<boolean> {
  const row = await db('images')
    .join('messages', 'messages.id', 'images.message_id')
    .join('members', 'members.chat_id', 'messages.chat_id')
    .join('chats', 'chats.id', 'messages.chat_id')
    .where({ 'images.name': name, 'members.user_id': userId, 'chats.erase_at': null })
    .where(visibleTo(userId))
    .where(standingAt(nowMs))
    .first('images.id');
  return row !== undefined;
}
