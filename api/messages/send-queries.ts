import type { Knex } from 'knex';
import { type Message, type MessageRow, toMessage } from './queries.ts';
import { insertWords } from './word-queries.ts';

/** The SQL on `messages` by which they come in. */
export type SenderKey = [chatId: number, authorId: number, clientKey: string];

/** Messages that were sent with these idempotency keys before. */
export async function findByKeys(db: Knex, keys: SenderKey[]): Promise<Message[]> {
  if (keys.length === 0) return [];
  const rows = await db<MessageRow>('messages').whereIn(['chat_id', 'author_id', 'client_key'], keys);
  return rows.map(toMessage);
}

export type NewMessage = Omit<Message, 'id' | 'editedAt' | 'text'> & { text: string };

/** All in one statement, and one more for the search; resolves with the ids in the order given. */
export async function insertMessages(trx: Knex, messages: readonly NewMessage[]): Promise<number[]> {
  if (messages.length === 0) return [];
  const rows = messages.map((message) => ({
    chat_id: message.chatId,
    author_id: message.authorId,
    to_id: message.toId,
    text: message.text,
    polarity: message.polarity,
    client_key: message.clientKey,
    content_hash: message.contentHash,
    created_at: message.createdAt,
  }));
  const inserted = await trx('messages').insert(rows).returning('id');
  // Neither database promises the order of RETURNING, but both number the rows in the order given.
  const ids: number[] = inserted.map(({ id }) => id).sort((a, b) => a - b);
  await insertWords(
    trx,
    messages.map((message, i) => ({ ...message, id: ids[i] ?? 0 })),
  );
  return ids;
}
