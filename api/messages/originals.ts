import type { Knex } from 'knex';
import { askOverRows, statementOverRows } from '../db/statement.ts';
import type { ShownUser } from '../users/present.ts';
import type { UserRow } from '../users/queries.ts';
import { hasExpired, type Message } from './queries.ts';
import { excerptLength } from './schemas.ts';

/** A message that others answer: as much of it as they show. */
export interface Original extends Pick<Message, 'id' | 'chatId' | 'authorId' | 'toId' | 'expiresAt'> {
  /** Only its beginning, and one code point more than is shown; null: deleted, or expired. */
  text: string | null;
  hasImage: boolean;
  author: ShownUser;
}

const find = statementOverRows(
  'find originals',
  { id: 'bigint' },
  (rows) =>
    `select messages.id, messages.chat_id, messages.author_id, messages.to_id, messages.expires_at,
            substr(messages.text, 1, ${excerptLength + 1}) as text,
            (select count(*) from images where images.message_id = messages.id) as images,
            users.username, users.display_name, users.avatar, users.is_guest, users.is_bot
     from ${rows} as asked cross join messages cross join users
     where messages.id = asked.id and users.id = messages.author_id`,
  {
    id: 'bigint',
    chat_id: 'bigint',
    author_id: 'bigint',
    to_id: 'bigint',
    expires_at: 'bigint',
    text: 'text',
    images: 'bigint',
    username: 'text',
    display_name: 'text',
    avatar: 'bigint',
    is_guest: 'bigint',
    is_bot: 'bigint',
  },
);

/**
 * What is answered by these messages, by its id, as it is now: one statement for any number, none where nothing is answered. Whoever may
 * see an answer may see what it answers (sending/judge.ts).
 */
export async function findOriginals(
  db: Knex,
  answers: readonly Pick<Message, 'replyToId'>[],
  nowMs: number,
): Promise<ReadonlyMap<number, Original>> {
  const ids = new Set(answers.flatMap(({ replyToId }) => replyToId ?? []));
  if (ids.size === 0) return new Map();
  const rows = await askOverRows<Row>(
    db,
    find,
    [...ids].map((id) => [id]),
  );
  return new Map(rows.map((row) => [row.id, toOriginal(row, nowMs)]));
}

type Row = Pick<UserRow, 'username' | 'display_name' | 'avatar' | 'is_guest' | 'is_bot'> & {
  id: number;
  chat_id: number;
  author_id: number;
  to_id: number | null;
  expires_at: number | null;
  text: string | null;
  images: number;
};

function toOriginal(row: Row, nowMs: number): Original {
  const isGone = hasExpired({ expiresAt: row.expires_at }, nowMs);
  return {
    id: row.id,
    chatId: row.chat_id,
    authorId: row.author_id,
    toId: row.to_id,
    expiresAt: row.expires_at,
    text: isGone ? null : row.text,
    hasImage: !isGone && row.images > 0,
    author: {
      id: row.author_id,
      username: row.username,
      displayName: row.display_name,
      avatar: row.avatar,
      isGuest: Boolean(row.is_guest),
      isBot: Boolean(row.is_bot),
    },
  };
}
