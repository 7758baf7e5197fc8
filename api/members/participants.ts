import type { Knex } from 'knex';
import { askOverRows, statementOverRows } from '../db/statement.ts';
import type { ShownUser } from '../users/present.ts';
import type { UserRow } from '../users/queries.ts';
import { membershipKey } from './queries.ts';

/** Someone in a chat, with the chat's uri. */
export interface Participant {
  user: ShownUser;
  chatUri: string;
  /** Of a private chat: its two people. */
  directKey: string | null;
  /** They have archived the chat until somebody calls them. */
  awaitsCall: boolean;
  /** In how many seconds what is said there disappears; null: it stays. */
  disappearAfter: number | null;
}

const find = statementOverRows(
  'find participants',
  { chat_id: 'bigint', user_id: 'bigint' },
  (rows) =>
    `select users.id, users.username, users.display_name, users.avatar, users.is_guest, users.is_bot,
            members.chat_id, chats.uri, chats.direct_key, chats.disappear_after,
            members.archived_after is not null and members.notify = 'mentions' as awaits_call
     from ${rows} as asked
       cross join members cross join chats cross join users
     where members.chat_id = asked.chat_id and members.user_id = asked.user_id
       and chats.id = members.chat_id and chats.erase_at is null and users.id = members.user_id`,
  {
    id: 'bigint',
    username: 'text',
    display_name: 'text',
    avatar: 'bigint',
    is_guest: 'bigint',
    is_bot: 'bigint',
    chat_id: 'bigint',
    uri: 'text',
    direct_key: 'text',
    awaits_call: 'bigint',
    disappear_after: 'bigint',
  },
);

/** Of these [chat id, user id] pairs those that are memberships, by `membershipKey`. One statement. */
export async function findParticipants(
  db: Knex,
  pairs: readonly [number, number][],
): Promise<Map<string, Participant>> {
  const distinct = new Map(pairs.map((pair) => [membershipKey(...pair), pair]));
  if (distinct.size === 0) return new Map();
  const rows = await askOverRows<Row>(db, find, [...distinct.values()]);
  return new Map(rows.map((row) => [membershipKey(row.chat_id, row.id), toParticipant(row)]));
}

type Row = Pick<UserRow, 'id' | 'username' | 'display_name' | 'avatar' | 'is_guest' | 'is_bot'> & {
  chat_id: number;
  uri: string;
  direct_key: string | null;
  awaits_call: boolean | number;
  disappear_after: number | null;
};

function toParticipant(row: Row): Participant {
  return {
    user: {
      id: row.id,
      username: row.username,
      displayName: row.display_name,
      avatar: row.avatar,
      isGuest: Boolean(row.is_guest),
      isBot: Boolean(row.is_bot),
    },
    chatUri: row.uri,
    directKey: row.direct_key,
    awaitsCall: Boolean(row.awaits_call),
    disappearAfter: row.disappear_after,
  };
}
