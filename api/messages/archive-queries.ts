import type { Knex } from 'knex';
import { askOverRows, statementOverRows } from '../db/statement.ts';
import type { Membership } from '../members/queries.ts';
import { visibleToSql } from './queries.ts';

/**
 * The newest message that a member might see when they archived their chat; null where they have not, or where all that is said is to draw their attention and
 * somebody else has said something since, deleted or not. A part of a statement over `members`. PostgreSQL may walk back through all that was
 * ever said when it is told that the chat is fixed; of a range and in this order only the index of the two serves it.
 */
export const archivedAfterSql = `case when members.notify <> 'all' or (
    select messages.id from messages
    where messages.chat_id between members.chat_id and members.chat_id and messages.id > members.archived_after
      and messages.author_id <> members.user_id and ${visibleToSql('members.user_id')}
    order by messages.chat_id, messages.id limit 1) is null
  then members.archived_after end`;

export async function findArchivedAfter(db: Knex, { chatId, userId }: Membership): Promise<number | null> {
  const row = await db('members')
    .where({ chat_id: chatId, user_id: userId })
    .select<{ after: number | null }[]>(db.raw(`${archivedAfterSql} as after`))
    .first();
  return row?.after ?? null;
}

const takeBack = statementOverRows(
  'take back from archives',
  { chat_id: 'bigint', user_id: 'bigint' },
  (rows) => `update members set archived_after = null from ${rows} as called
    where members.chat_id = called.chat_id and members.user_id = called.user_id`,
);

/** These people have this chat archived no more. One statement. */
export async function takeBackFromArchives(trx: Knex, memberships: readonly Membership[]): Promise<void> {
  if (memberships.length === 0) return;
  await askOverRows(
    trx,
    takeBack,
    memberships.map(({ chatId, userId }) => [chatId, userId]),
  );
}
