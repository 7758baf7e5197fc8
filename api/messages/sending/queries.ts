import type { Knex } from 'knex';
import type { Blocks } from '../../blocks/queries.ts';
import { isPostgres } from '../../db/dialect.ts';
import { indexEntry } from '../../db/search-words.ts';
import {
  adding,
  ask,
  askOverRows,
  insertOverRows,
  type Statement,
  statementOverRows,
} from '../../db/statement.ts';
import { together } from '../../db/together.ts';
import { type Message, type MessageRow, toMessageAt } from '../queries.ts';

/** The SQL by which messages come in: each a statement that never changes, for any number of them. */

export type SenderKey = [chatId: number, authorId: number, clientKey: string];

/** The columns of a message as it is written. */
const stored = {
  id: 'bigint',
  chat_id: 'bigint',
  author_id: 'bigint',
  to_id: 'bigint',
  reply_to_id: 'bigint',
  text: 'text',
  polarity: 'double precision',
  client_key: 'text',
  content_hash: 'text',
  created_at: 'bigint',
  expires_at: 'bigint',
} as const;

const findKeys = statementOverRows(
  'find messages by key',
  { chat_id: 'bigint', author_id: 'bigint', client_key: 'text' },
  (rows) =>
    `select id, messages.chat_id, messages.author_id, to_id, reply_to_id, text, polarity, messages.client_key, content_hash, created_at,
       expires_at, edited_at, pinned_at, pinned_by_id
     from ${rows} as asked cross join messages
     where messages.chat_id = asked.chat_id and messages.author_id = asked.author_id
       and messages.client_key = asked.client_key and messages.client_key is not null`,
  { ...stored, edited_at: 'bigint', pinned_at: 'bigint', pinned_by_id: 'bigint' },
);

/** Messages that were sent with these idempotency keys before. */
export async function findByKeys(db: Knex, keys: readonly SenderKey[], nowMs: number): Promise<Message[]> {
  if (keys.length === 0) return [];
  const rows = await askOverRows<MessageRow>(db, findKeys, keys);
  return rows.map(toMessageAt(nowMs));
}

// A private chat's key names its two people (chats/direct-partners.ts): what is left without the author is the other.
const otherOne = `cast(replace(replace(':' || chats.direct_key || ':', ':' || said.author_id || ':', ':'), ':', '') as bigint)`;

const findBlocks = statementOverRows(
  'find blocks between',
  { chat_id: 'bigint', author_id: 'bigint', to_id: 'bigint' },
  (rows) =>
    `with pair as materialized (
       select said.author_id as one, coalesce(said.to_id, ${otherOne}) as other
       from ${rows} as said left join chats on chats.id = said.chat_id and chats.direct_key is not null
     ), way as materialized (
       select one as from_id, other as to_id from pair where other is not null
       union all
       select other, one from pair where other is not null
     )
     select blocker_id, blocked_id from way cross join blocks where blocker_id = to_id and blocked_id = from_id
     union
     select to_id, from_id from way cross join bots cross join blocks
     where bots.user_id = from_id and blocker_id = to_id and blocked_id in (made_by_id, key_by_id)`,
  { blocker_id: 'bigint', blocked_id: 'bigint' },
);

/** As `findBlocksBetween` (blocks/queries.ts) has it, by one statement: who has blocked whom of the author and the one person a message is for: of a whisper, or in a private chat. */
export async function findBlocksBeside(
  db: Knex,
  messages: readonly Pick<NewMessage, 'chatId' | 'authorId' | 'toId'>[],
): Promise<Blocks> {
  const rows = await askOverRows<{ blocker_id: number; blocked_id: number }>(
    db,
    findBlocks,
    messages.map(({ chatId, authorId, toId }) => [chatId, authorId, toId]),
  );
  return new Set(rows.map((row) => `${row.blocker_id} ${row.blocked_id}`));
}

/** SQLite counts them itself and says the first; on PostgreSQL there may be gaps. */
const nextIds: Statement = {
  name: 'next message ids',
  sqlite: `select coalesce(max(seq), 0) + 1 as id from sqlite_sequence where name = 'messages' and ? > 0`,
  postgres: `select nextval('messages_id_seq') as id from generate_series(1, ?::int)`,
  gives: { id: 'bigint' },
};

/** So many in a row, known before anything is written; whoever asks must hold the head of the log. */
export async function takeMessageIds(trx: Knex, count: number): Promise<number[]> {
  const rows = await ask<{ id: number }>(trx, nextIds, count);
  if (isPostgres(trx)) return rows.map(({ id }) => id).sort((a, b) => a - b);
  return Array.from({ length: count }, (_, i) => (rows[0]?.id ?? 1) + i);
}

export type NewMessage = Omit<Message, 'id' | 'editedAt' | 'expiresAt' | 'pin' | 'text'> & { text: string };

/** A message as it is written, with what it is found by (`indexEntry`). */
export type NumberedMessage = NewMessage & Pick<Message, 'id' | 'expiresAt'> & { words: string };

const insert = insertOverRows('insert messages', 'messages', stored);

const insertWords = adding(
  statementOverRows('insert words', { id: 'bigint', words: 'text' }, (rows, dialect) => {
    const words = dialect === 'postgres' ? 'cast(words as tsvector)' : 'words';
    return `insert into message_words (rowid, words) select id, ${words} from ${rows} as said`;
  }),
);

/** All in two statements, which are on their way when this returns. */
export async function storeMessages(trx: Knex, messages: readonly NumberedMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await together([
    askOverRows(trx, insert, messages.map(toCells)),
    askOverRows(
      trx,
      insertWords,
      messages.map(({ id, words }) => [id, words]),
    ),
  ]);
}

function toCells(message: NumberedMessage) {
  return [
    message.id,
    message.chatId,
    message.authorId,
    message.toId,
    message.replyToId,
    message.text,
    message.polarity,
    message.clientKey,
    message.contentHash,
    message.createdAt,
    message.expiresAt,
  ];
}

/** Messages that stay. Resolves with their ids, in the order given. */
export async function insertMessages(trx: Knex, messages: readonly NewMessage[]): Promise<number[]> {
  const ids = await takeMessageIds(trx, messages.length);
  const numbered = messages.map((message, i) => {
    const words = indexEntry(message.chatId, message.text);
    return { ...message, id: ids[i] ?? 0, expiresAt: null, words };
  });
  await storeMessages(trx, numbered);
  return ids;
}
