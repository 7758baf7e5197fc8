import type { Knex } from 'knex';
import { askOverRows, statementOverRows } from '../db/statement.ts';
import type { Membership } from './queries.ts';

const move = statementOverRows(
  'move read markers',
  { chat_id: 'bigint', user_id: 'bigint', message_id: 'bigint' },
  (
    rows,
  ) => `update members set read_message_id = moved.message_id, marked_unread = false from ${rows} as moved
    where members.chat_id = moved.chat_id and members.user_id = moved.user_id`,
);

/** Puts the read marker of each of these memberships where it says, and takes a mark as unread away. One statement. */
export async function moveReadMarkers(
  trx: Knex,
  markers: readonly (Membership & { messageId: number })[],
): Promise<void> {
  if (markers.length === 0) return;
  await askOverRows(
    trx,
    move,
    markers.map(({ chatId, userId, messageId }) => [chatId, userId, messageId]),
  );
}
