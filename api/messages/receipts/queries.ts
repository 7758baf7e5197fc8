import type { Knex } from 'knex';
import { toUser, type User, type UserRow } from '../../users/queries.ts';
import { type Message, visibleToSql } from '../queries.ts';

/** SQL of what people are told of each other's read markers: made of others' tables, it owns none. */

/**
 * Whether two people tell each other what they have read: both do so in general, and neither has blocked the other. A part of a statement,
 * given columns, which it names more than once.
 */
export function tellEachOtherSql(one: string, other: string): string {
  return `(not exists (select 1 from users as quiet where quiet.id in (${one}, ${other}) and not quiet.read_receipts)
    and not exists (select 1 from blocks where (blocks.blocker_id = ${one} and blocks.blocked_id = ${other})
      or (blocks.blocker_id = ${other} and blocks.blocked_id = ${one})))`;
}

/**
 * The other one of a private chat, where the two tell each other; null of any other chat. A part of a statement that knows `chats` and one's own
 * `members`. There is but one: said so, PostgreSQL does not plan for all who are in a hall, and compile the plan for that.
 */
export const toldOneSql = `(select theirs.user_id from members as theirs
  where chats.kind = 'direct' and theirs.chat_id = members.chat_id and theirs.user_id <> members.user_id
    and ${tellEachOtherSql('members.user_id', 'theirs.user_id')}
  limit 1)`;

/**
 * Up to which message the other one has read each of these chats, of those that `userId` may see, where that is a private chat and is told.
 * What was said before the other came is left out: a marker begins behind it, read or not. One statement.
 */
export async function findSeenPlaces(
  db: Knex,
  chatIds: readonly number[],
  userId: number,
): Promise<Map<number, number>> {
  const seen = db('members as mine')
    .join('chats', 'chats.id', 'mine.chat_id')
    .join('members as theirs', (on) =>
      on.on('theirs.chat_id', 'mine.chat_id').andOn('theirs.user_id', '<>', 'mine.user_id'),
    )
    .where({ 'mine.user_id': userId, 'chats.kind': 'direct', 'chats.erase_at': null })
    .whereIn('mine.chat_id', [...chatIds])
    .whereRaw(tellEachOtherSql('mine.user_id', 'theirs.user_id'))
    .select(
      'mine.chat_id',
      'theirs.joined_at',
      db.raw(`(select max(messages.id) from messages where messages.chat_id = theirs.chat_id
        and messages.id <= theirs.read_message_id and ${visibleToSql('mine.user_id')}) as place`),
    );
  const rows = await db
    .from(seen.as('seen'))
    .join('messages', 'messages.id', 'seen.place')
    .whereRaw('messages.created_at > seen.joined_at')
    .select<{ chat_id: number; place: number }[]>('seen.chat_id', 'seen.place');
  return new Map(rows.map(({ chat_id, place }) => [chat_id, place]));
}

/**
 * Who has read a message that `askerId` may see: of those who may see it too, were in the chat when it was said, and are neither its author nor
 * the one who asks; in the order in which they came. To be asked of small chats: it goes over all who are in one.
 */
export async function listReaders(db: Knex, message: Message, askerId: number): Promise<User[]> {
  const readers = db('members as theirs')
    .join('users', 'users.id', 'theirs.user_id')
    .where('theirs.chat_id', message.chatId)
    .whereNotIn('theirs.user_id', [askerId, message.authorId])
    .whereNot('theirs.role', 'bot')
    .where('theirs.read_message_id', '>=', message.id)
    .where('theirs.joined_at', '<', message.createdAt)
    .whereRaw(tellEachOtherSql('theirs.user_id', '?'), Array(3).fill(askerId))
    .orderBy(['theirs.joined_at', 'theirs.user_id']);
  if (message.toId !== null) readers.where('theirs.user_id', message.toId);
  const rows = await readers.select<UserRow[]>('users.*');
  return rows.map(toUser);
}

/** A private chat with one of the two who tell each other what they have read there. */
export interface Told {
  chatId: number;
  chatUri: string;
  userId: number;
}

/** Both people of each private chat in which `userId` and the other tell each other, or of that with `otherId` alone. */
export async function listTold(db: Knex, userId: number, otherId?: number): Promise<Told[]> {
  const chats = db('members as mine')
    .join('chats', 'chats.id', 'mine.chat_id')
    .join('members as theirs', (on) =>
      on.on('theirs.chat_id', 'mine.chat_id').andOn('theirs.user_id', '<>', 'mine.user_id'),
    )
    .where({ 'mine.user_id': userId, 'chats.kind': 'direct', 'chats.erase_at': null })
    .whereRaw(tellEachOtherSql('mine.user_id', 'theirs.user_id'))
    .orderBy('chats.id');
  if (otherId !== undefined) chats.where('theirs.user_id', otherId);
  const rows = await chats.select<{ id: number; uri: string; other_id: number }[]>(
    'chats.id',
    'chats.uri',
    'theirs.user_id as other_id',
  );
  return rows.flatMap(({ id, uri, other_id }) =>
    [userId, other_id].map((each) => ({ chatId: id, chatUri: uri, userId: each })),
  );
}
