import type { Knex } from 'knex';
import type { ChatActivity } from '../chats/activity.ts';
import { findUris, listDirectIds } from '../chats/queries.ts';
import { listMemberships } from './queries.ts';

/** Every chat in which this person's name is shown: as a member's, beside a message, or as a private chat's own. With its uri. */
export async function chatsNaming(
  activity: ChatActivity,
  db: Knex,
  userId: number,
): Promise<ReadonlyMap<number, string>> {
  const memberships = await listMemberships(db, userId);
  const beside = [...(await activity.chatsNaming(db, userId)), ...(await listDirectIds(db, userId))];
  return findUris(db, [...new Set([...memberships.map((member) => member.chatId), ...beside])]);
}
