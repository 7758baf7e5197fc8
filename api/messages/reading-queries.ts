import type { Knex } from 'knex';
import { askOverRows, statementOverRows } from '../db/statement.ts';
import type { Membership } from '../members/queries.ts';
import { isKeptSql, visibleToSql } from './queries.ts';
import { toldOneSql } from './receipts/queries.ts';

/** A person has read a chat up to here. */
export interface Mark extends Membership {
  messageId: number;
}

/** What a mark would do to a read marker. */
export interface Reading extends Membership {
  chatUri: string;
  /** Where the marker stands. */
  fromId: number;
  /** Where it would stand then: never further back, and never beyond the newest message that this person may see. */
  toId: number;
  /** How much would be unread then. */
  unread: number;
  /** Whether the chat is marked as unread. */
  isMarked: boolean;
  /** In a private chat: the other one, where the two tell each other what they have read; else null. */
  toldId: number | null;
}

/** Counting ends here: who was away for a year costs no more at each look than who missed an evening of a busy room. */
export const mostUnread = 10_000;

/**
 * How many messages of others, visible to this person, stand behind a place, `mostUnread` if they are as many or more; a tombstone says
 * nothing that could be unread. A part of a statement, given columns of what stands around it.
 */
export function unreadSql({
  chatId,
  userId,
  afterId,
}: Record<'chatId' | 'userId' | 'afterId', string>): string {
  return `select count(*) from (select 1 from messages where messages.chat_id = ${chatId} and messages.id > ${afterId}
    and messages.author_id <> ${userId} and messages.text is not null and ${isKeptSql} and ${visibleToSql(userId)}
    limit ${mostUnread}) as counted`;
}

const readings = statementOverRows(
  'find readings',
  { chat_id: 'bigint', user_id: 'bigint', message_id: 'bigint' },
  (rows, dialect) => {
    const [greatest, least] = dialect === 'sqlite' ? ['max', 'min'] : ['greatest', 'least'];
    const newest = `select max(messages.id) from messages
      where messages.chat_id = members.chat_id and ${visibleToSql('members.user_id')}`;
    const unread = unreadSql({
      chatId: 'reading.chat_id',
      userId: 'reading.user_id',
      afterId: 'reading.to_id',
    });
    return `select reading.*, (${unread}) as unread from (
      select members.chat_id, members.user_id, chats.uri, members.marked_unread, members.read_message_id as from_id,
        ${toldOneSql} as told_id,
        ${greatest}(members.read_message_id, ${least}(asked.message_id, coalesce((${newest}), 0))) as to_id
      from ${rows} as asked
      join members on members.chat_id = asked.chat_id and members.user_id = asked.user_id
      join chats on chats.id = members.chat_id and chats.erase_at is null
    ) as reading`;
  },
);

/** Of those who are in the chat; one mark for each membership. One statement. */
export async function findReadings(db: Knex, marks: readonly Mark[]): Promise<Reading[]> {
  const rows = await askOverRows<{
    chat_id: number;
    user_id: number;
    uri: string;
    from_id: number;
    to_id: number;
    unread: number;
    marked_unread: boolean | number;
    told_id: number | null;
  }>(
    db,
    readings,
    marks.map(({ chatId, userId, messageId }) => [chatId, userId, messageId]),
  );
  return rows.map((row) => ({
    chatId: row.chat_id,
    userId: row.user_id,
    chatUri: row.uri,
    fromId: row.from_id,
    toId: row.to_id,
    unread: row.unread,
    isMarked: Boolean(row.marked_unread),
    toldId: row.told_id,
  }));
}
