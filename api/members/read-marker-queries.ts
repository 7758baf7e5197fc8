import type { Knex } from 'knex';
import { asTable } from '../db/dialect.ts';
import type { Membership } from './queries.ts';

/** Puts the read marker of each of these memberships where it says. One statement. */
export async function moveReadMarkers(
  trx: Knex,
  markers: readonly (Membership & { messageId: number })[],
): Promise<void> {
  if (markers.length === 0) return;
  const columns = ['chat_id', 'user_id', 'message_id'];
  const rows = markers.map(({ chatId, userId, messageId }) => [chatId, userId, messageId]);
  await trx.raw(
    `update members set read_message_id = moved.message_id from ? as moved
     where members.chat_id = moved.chat_id and members.user_id = moved.user_id`,
    [asTable(trx, columns, rows)],
  );
}
