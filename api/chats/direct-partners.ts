import type { Knex } from 'knex';
import { presentUser } from '../users/present.ts';
import { findUsers } from '../users/queries.ts';
import type { UserJson } from '../users/schemas.ts';
import type { Chat } from './queries.ts';

/** Names the private chat of two people, whoever of them asks. */
export function directKeyOf(one: number, other: number): string {
  return [one, other].sort((a, b) => a - b).join(':');
}

/** The other one of a private chat's two people; null for any other chat. */
export function partnerIn(directKey: string | null, userId: number): number | null {
  const ids = directKey?.split(':').map(Number) ?? [];
  return ids.find((id) => id !== userId) ?? null;
}

/**
 * Whom `userId` has each of these private chats with, by chat; also someone who has left it since. Other chats are not in the
 * answer. At most one query, and none where no chat is private.
 */
export async function findPartners(
  db: Knex,
  chats: readonly Chat[],
  userId: number,
): Promise<Map<number, UserJson>> {
  const partnerIds = new Map(
    chats.flatMap(({ id, directKey }) => {
      const partnerId = partnerIn(directKey, userId);
      return partnerId === null ? [] : [[id, partnerId] as const];
    }),
  );
  const users = await findUsers(db, [...partnerIds.values()]);
  return new Map(
    [...partnerIds].flatMap(([chatId, partnerId]) => {
      const partner = users.get(partnerId);
      return partner ? [[chatId, presentUser(partner)] as const] : [];
    }),
  );
}
