import type { Knex } from 'knex';
import { customAlphabet } from 'nanoid';
import { PermissionDenied, ValidationError } from '../http/errors.ts';
import type { Append } from '../log/journal.ts';
import type { Services } from '../services.ts';
import { endAllTokens } from '../tokens/end-tokens.ts';
import {
  findUser,
  insertUser,
  makeAccount,
  requireLivingUser,
  type User,
  updateProfile,
} from '../users/queries.ts';
import { findWearers, isDisplayNameTaken, numbered } from '../users/taken-names.ts';
import { guestsSince, randomAvatar, requireFreeNames } from './sign-up.ts';
import { userUpdated } from './user-updated.ts';

export const nicknameTaken = 'That nickname is taken.';

const randomName = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 10);

export type GuestServices = Pick<Services, 'config' | 'log' | 'clock' | 'presence' | 'accountTies'>;

/**
 * Someone without an account. A nickname that an account has, or a guest who was here within the idle time, is a
 * ValidationError; from a guest who was not, it is taken over, and that guest goes on with a number after it.
 */
export function enterAsGuest(services: GuestServices, nickname: string): Promise<User> {
  const { log, clock } = services;
  return log.write(async (trx, append) => {
    await freeNickname(services, trx, append, nickname);
    const id = await insertUser(trx, {
      username: `guest-${randomName()}`,
      displayName: nickname,
      email: '',
      passwordHash: null,
      avatar: randomAvatar(),
      isGuest: true,
      createdAt: clock.now(),
    });
    const guest = id === null ? null : await findUser(trx, id);
    if (!guest) throw new ValidationError({ nickname: [nicknameTaken] });
    return guest;
  });
}

async function freeNickname(
  services: GuestServices,
  trx: Knex.Transaction,
  append: Append,
  nickname: string,
): Promise<void> {
  const isLive = ({ id, seenAt, createdAt }: User) =>
    (services.presence.lastSeen(id) ?? seenAt ?? createdAt) >= guestsSince(services);
  const holders = await findWearers(trx, nickname);
  if (holders.some((holder) => !holder.isGuest || isLive(holder)))
    throw new ValidationError({ nickname: [nicknameTaken] });
  // One as a rule; more of them looked alike before anybody looked at that.
  for (const { id, displayName } of holders) {
    await updateProfile(trx, id, { displayName: await numbered(trx, displayName) });
    await append(await userUpdated(services.accountTies, trx, await requireLivingUser(trx, id)));
  }
  // What a guest is found by and can't give up: the username.
  if (await isDisplayNameTaken(trx, nickname)) throw new ValidationError({ nickname: [nicknameTaken] });
}

interface Upgrade {
  username: string;
  displayName: string | undefined;
  email: string;
  passwordHash: string;
}

/**
 * Turns a guest into an account: same person, same chats, same messages. The guest's tokens end. Throws a ValidationError for a name
 * that someone else wears by now.
 */
export function upgradeGuest(services: GuestServices, userId: number, upgrade: Upgrade): Promise<User> {
  return services.log.write(async (trx, append) => {
    const guest = await requireLivingUser(trx, userId);
    if (!guest.isGuest) throw new PermissionDenied('not_a_guest', 'This is an account already.');
    const wanted = { username: upgrade.username, display_name: upgrade.displayName };
    await requireFreeNames(trx, wanted, { byOtherThan: userId, guestsSince: guestsSince(services) });
    await makeAccount(trx, userId, upgrade);
    await endAllTokens(trx, append, { userId, spared: null });
    const user = await requireLivingUser(trx, userId);
    await append(await userUpdated(services.accountTies, trx, user));
    return user;
  });
}
