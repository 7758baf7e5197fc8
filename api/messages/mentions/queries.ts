import type { Knex } from 'knex';
import { adding, askOverRows, insertOverRows, statementOverRows } from '../../db/statement.ts';
import type { Message } from '../queries.ts';

/** All SQL on `mentions`, and that by which names are found. */
export interface Mention {
  messageId: number;
  userId: number;
  chatId: number;
  /** Whether it is to draw that person's attention. */
  notifies: boolean;
}

const named = (column: string, rows: string) =>
  `select asked.name, members.user_id from ${rows} as asked cross join users cross join members
   where users.${column} = asked.name and members.chat_id = asked.chat_id and members.user_id = users.id`;

/** Of these names those that a member of a chat has, with whose they are. */
export const findNamed = statementOverRows(
  'find named members',
  { chat_id: 'bigint', name: 'text' },
  (rows) =>
    `with asked as (select * from ${rows} as each_name)
     select asked.name, bots.user_id from asked cross join bots where bots.chat_id = asked.chat_id and bots.name_key = asked.name
     union all ${named('display_name_key', 'asked')} union all ${named('username_key', 'asked')}`,
  { name: 'text', user_id: 'bigint' },
);

/** Of these keys of names those that a member has, with whose they are: a bot may be called as a person is. One statement, one step into an index for each. */
export async function findMembersNamed(
  db: Knex,
  chatId: number,
  keys: readonly string[],
): Promise<Map<string, number[]>> {
  const rows = await askOverRows<{ name: string; user_id: number }>(
    db,
    findNamed,
    keys.map((key) => [chatId, key]),
  );
  const found = new Map<string, number[]>();
  for (const row of rows) found.set(row.name, [...(found.get(row.name) ?? []), row.user_id]);
  return found;
}

const insert = adding(
  insertOverRows('insert mentions', 'mentions', {
    message_id: 'bigint',
    user_id: 'bigint',
    chat_id: 'bigint',
    notifies: 'bigint',
  }),
);

/** In one statement, on its way when this returns; their messages must be as well. */
export async function insertMentions(trx: Knex, mentions: readonly Mention[]): Promise<void> {
  if (mentions.length === 0) return;
  await askOverRows(
    trx,
    insert,
    mentions.map(({ messageId, userId, chatId, notifies }) => [messageId, userId, chatId, notifies ? 1 : 0]),
  );
}

export async function deleteMentions(trx: Knex, messageIds: readonly number[]): Promise<void> {
  await trx('mentions')
    .whereIn('message_id', [...messageIds])
    .delete();
}

/** For each message the people whom it names, by their ids in order. */
export type Mentioned = ReadonlyMap<number, readonly number[]>;

/** Of those alone that may name somebody; where none does, the database is not asked. */
export async function findMentioned(
  db: Knex,
  messages: readonly Pick<Message, 'id' | 'text'>[],
): Promise<Mentioned> {
  const ids = messages.flatMap(({ id, text }) => (text?.includes('@') ? [id] : []));
  if (ids.length === 0) return new Map();
  const rows = await db('mentions')
    .whereIn('message_id', ids)
    .orderBy('user_id')
    .select<{ message_id: number; user_id: number }[]>('message_id', 'user_id');
  const mentioned = new Map<number, number[]>();
  for (const row of rows)
    mentioned.set(row.message_id, [...(mentioned.get(row.message_id) ?? []), row.user_id]);
  return mentioned;
}

/** Whom these messages call, as `<message id> <user id>`: not their authors, nor who had blocked them. */
export async function findCalled(db: Knex, messageIds: readonly number[]): Promise<ReadonlySet<string>> {
  if (messageIds.length === 0) return new Set();
  const rows = await db('mentions')
    .whereIn('message_id', [...messageIds])
    .where({ notifies: 1 })
    .select<{ message_id: number; user_id: number }[]>('message_id', 'user_id');
  return new Set(rows.map((row) => `${row.message_id} ${row.user_id}`));
}

/** Of what calls one while one is away the newest are enough; a look at the list of chats goes through no more. */
const mostUnread = 100;

/**
 * The ids of the newest messages of a chat that call somebody and stand behind a place, with commas between, null for none: a part of a
 * statement, given columns of what stands around it. It steps through an index and no further than it tells.
 */
export function unreadMentionsSql({
  chatId,
  userId,
  afterId,
}: Record<'chatId' | 'userId' | 'afterId', string>): string {
  return `select string_agg(cast(message_id as text), ',') from (select message_id from mentions where mentions.user_id = ${userId}
    and mentions.notifies = 1 and mentions.chat_id = ${chatId} and mentions.message_id > ${afterId}
    order by message_id desc limit ${mostUnread}) as calling`;
}
