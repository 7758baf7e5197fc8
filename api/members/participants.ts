import type { Knex } from 'knex';
import { toUser, type User, type UserRow } from '../users/queries.ts';
import { membershipKey } from './queries.ts';

/** Someone in a chat, with the chat's uri. */
export interface Participant {
  user: User;
  chatUri: string;
  /** Of a private chat: its two people. */
  directKey: string | null;
}

/** Of these [chat id, user id] pairs those that are memberships, by `membershipKey`. One statement. */
export async function findParticipants(
  db: Knex,
  pairs: readonly [number, number][],
): Promise<Map<string, Participant>> {
  const distinct = new Map(pairs.map((pair) => [membershipKey(...pair), pair]));
  if (distinct.size === 0) return new Map();
  const rows = await db('members')
    .join('chats', 'chats.id', 'members.chat_id')
    .join('users', 'users.id', 'members.user_id')
    .whereIn(['members.chat_id', 'members.user_id'], [...distinct.values()])
    .select<(UserRow & { chat_id: number; uri: string; direct_key: string | null })[]>(
      'users.*',
      'members.chat_id',
      'chats.uri',
      'chats.direct_key',
    );
  return new Map(
    rows.map((row) => [
      membershipKey(row.chat_id, row.id),
      { user: toUser(row), chatUri: row.uri, directKey: row.direct_key },
    ]),
  );
}
