import type { Knex } from 'knex';
import { deleteBlocksOf } from '../blocks/queries.ts';
import type { ChatDeps } from '../chats/deps.ts';
import { findUris, listDirectIds } from '../chats/queries.ts';
import { ValidationError } from '../http/errors.ts';
import type { NewEvent } from '../log/event.ts';
import { leaveChats } from '../members/leave-chats.ts';
import { listMemberships } from '../members/queries.ts';
import { endAllTokens } from '../tokens/end-tokens.ts';
import { presentProfile, presentUser } from '../users/present.ts';
import {
  eraseUser,
  findUser,
  type ProfileChange,
  requireLivingUser,
  type User,
  updateProfile,
} from '../users/queries.ts';
import { isDisplayNameTaken } from '../users/taken-names.ts';
import { displayNameTaken } from './sign-up.ts';

/** Changes a profile and tells everyone who sees it. A display name that is taken is a ValidationError. */
export function changeProfile(deps: ChatDeps, userId: number, change: ProfileChange): Promise<User> {
  return deps.log.write(async (trx, append) => {
    const before = await requireLivingUser(trx, userId);
    // Asked again after a lost answer, or saved unchanged: no news to anyone.
    const after = { ...before, ...change };
    const { displayName, avatar, email } = before;
    if (after.displayName === displayName && after.avatar === avatar && after.email === email) return before;
    const isRenamed = after.displayName !== displayName;
    if (isRenamed && (await isDisplayNameTaken(trx, after.displayName, userId)))
      throw new ValidationError({ display_name: [displayNameTaken] });
    await updateProfile(trx, userId, change);
    const user = await requireLivingUser(trx, userId);
    await append(await userUpdated(deps, trx, user));
    return user;
  });
}

/** Ends an account: its chats are left or handed over, its tokens end, its messages stay under a deleted user. */
export function deleteAccount(deps: ChatDeps, userId: number): Promise<void> {
  return deps.log.write(async (trx, append) => {
    await leaveChats(deps, { trx, append, userId });
    await endAllTokens(trx, append, { userId, spared: null });
    await deleteBlocksOf(trx, userId);
    await eraseUser(trx, userId, deps.clock.now());
    const user = await findUser(trx, userId);
    if (user) await append(await userUpdated(deps, trx, user));
  });
}

/**
 * One event for every chat in which the name is shown (as a member's, beside a message, or as a private chat's own), and before
 * them one for the person alone. By that one every node's memory follows, so it is there also when nobody is left to read it.
 */
export async function userUpdated(
  { activity }: ChatDeps,
  trx: Knex.Transaction,
  user: User,
): Promise<NewEvent[]> {
  const memberships = await listMemberships(trx, user.id);
  const naming = [...(await activity.chatsNaming(trx, user.id)), ...(await listDirectIds(trx, user.id))];
  const uris = await findUris(trx, [...new Set([...memberships.map((member) => member.chatId), ...naming])]);
  const data = presentUser(user);
  return [
    { type: 'user.updated', scope: { userId: user.id }, chatUri: null, data: presentProfile(user) },
    ...[...uris].map(
      ([chatId, chatUri]) => ({ type: 'user.updated', scope: { chatId }, chatUri, data }) as const,
    ),
  ];
}
