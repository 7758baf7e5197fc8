import type { Knex } from 'knex';
import { customAlphabet } from 'nanoid';
import { endAllTokens } from '../accounts/end-tokens.ts';
import {
  findNameHolder,
  findUser,
  insertUser,
  makeAccount,
  requireLivingUser,
  type User,
  updateProfile,
} from '../accounts/queries.ts';
import { displayNameTaken, randomAvatar, usernameTaken } from '../accounts/sign-up.ts';
import { isConstraintViolation } from '../db/dialect.ts';
import type { Append } from '../events/event-log.ts';
import { PermissionDenied, ValidationError } from '../http/errors.ts';
import type { ChatDeps } from './deps.ts';
import { userUpdated } from './my-account.ts';

export const nicknameTaken = 'That nickname is taken.';

const randomName = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 10);

interface GuestDeps extends ChatDeps {
  guestIdleMs: number;
}

/**
 * Someone without an account. A nickname that an account has, or a guest who was here within the idle time, is a
 * ValidationError; from a guest who was not, it is taken over, and that guest goes on with a number after it.
 */
export function enterAsGuest(deps: GuestDeps, nickname: string): Promise<User> {
  const { log, clock } = deps;
  return log.write(async (trx, append) => {
    await freeNickname(deps, trx, append, nickname);
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
  deps: GuestDeps,
  trx: Knex.Transaction,
  append: Append,
  nickname: string,
): Promise<void> {
  const holder = await findNameHolder(trx, nickname);
  if (!holder) return;
  const lastSeen = deps.presence.lastSeen(holder.id) ?? holder.seenAt ?? holder.createdAt;
  const isLive = deps.clock.now() - lastSeen < deps.guestIdleMs;
  if (!holder.isGuest || isLive) throw new ValidationError({ nickname: [nicknameTaken] });
  await updateProfile(trx, holder.id, { displayName: await numbered(trx, holder.displayName) });
  await append(await userUpdated(deps, trx, await requireLivingUser(trx, holder.id)));
}

/** "Robin 2", or the first number that nobody has. Doubling the reach keeps the tries few, however many Robins came. */
async function numbered(trx: Knex.Transaction, name: string): Promise<string> {
  for (let reach = 2; ; reach *= 2) {
    const number = reach === 2 ? 2 : Math.floor(reach / 2 + Math.random() * reach);
    const candidate = `${name} ${number}`;
    if (!(await findNameHolder(trx, candidate))) return candidate;
  }
}

interface Upgrade {
  username: string;
  displayName: string | undefined;
  email: string;
  passwordHash: string;
}

/** Turns a guest into an account: same person, same chats, same messages. The guest's tokens end. */
export async function upgradeGuest(deps: ChatDeps, userId: number, upgrade: Upgrade): Promise<User> {
  try {
    return await deps.log.write(async (trx, append) => {
      const guest = await requireLivingUser(trx, userId);
      if (!guest.isGuest) throw new PermissionDenied('not_a_guest', 'This is an account already.');
      await makeAccount(trx, userId, upgrade);
      await endAllTokens(trx, append, { userId, spared: null });
      const user = await requireLivingUser(trx, userId);
      await append(await userUpdated(deps, trx, user));
      return user;
    });
  } catch (error) {
    // Someone took one of the names between the check and the write.
    if (!isConstraintViolation(error)) throw error;
    throw new ValidationError(
      upgrade.displayName === undefined
        ? { username: [usernameTaken] }
        : { display_name: [displayNameTaken] },
    );
  }
}
