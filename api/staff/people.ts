import type { Knex } from 'knex';
import { deleteAccount } from '../accounts/delete-account.ts';
import { endKeeping } from '../hooks/end-keeping.ts';
import { Conflict, NotFound, PermissionDenied } from '../http/errors.ts';
import type { Services } from '../services.ts';
import { endAllTokens } from '../tokens/end-tokens.ts';
import { findUser, requireLivingUser, type User, updateDisabled, updateStaff } from '../users/queries.ts';
import { requireStaff } from '../users/staff.ts';

/** What whoever runs the server and staff may do to people; both by these functions. */

/** Who does it: whoever runs the server, or somebody of the staff. */
type By = 'operator' | number;

interface About {
  userId: number;
  by: By;
}

type Writing = Pick<Services, 'log' | 'clock'>;

/**
 * An account that may not log in, and whose log-ins end, with what it hears by bots; or it may again. What it said and where it is stays. A guest, who has no password, does not
 * come back from it. Throws as `requireSubject` does.
 */
export function setDisabled({ log, clock }: Writing, isDisabled: boolean, about: About): Promise<void> {
  return log.write(async (trx, append) => {
    await requireSubject(trx, about);
    await updateDisabled(trx, about.userId, isDisabled ? clock.now() : null);
    if (!isDisabled) return;
    await endAllTokens(trx, append, { userId: about.userId, spared: null });
    await endKeeping({ trx, append, userId: about.userId });
  });
}

/** Every log-in of somebody ends. Throws as `requireSubject` does. */
export function logOut({ log }: Writing, about: About): Promise<void> {
  return log.write(async (trx, append) => {
    await requireSubject(trx, about);
    await endAllTokens(trx, append, { userId: about.userId, spared: null });
  });
}

/** What DELETE /auth/me/ does. Throws as `requireSubject` does. */
export function removePerson(
  services: Pick<Services, 'log' | 'clock' | 'accountTies'>,
  about: About,
): Promise<void> {
  return deleteAccount(services, about.userId, (trx) => requireSubject(trx, about));
}

/**
 * Throws Conflict for a guest, and for who is disabled, whom no other staff could then enable; and as `requireSubject` does, but that it takes
 * the right from others of the staff: so whoever does it last stays.
 */
export function setStaff({ log }: Writing, isStaff: boolean, about: About): Promise<void> {
  return log.write(async (trx) => {
    const user = await requireOther(trx, about);
    if (isStaff && user.isGuest) throw new Conflict('is_guest', 'Staff needs an account.');
    if (isStaff && user.isDisabled)
      throw new Conflict('is_disabled', 'They may not log in: enable them first.');
    await updateStaff(trx, user.id, isStaff);
  });
}

/**
 * Throws NotFound for who is not there, Conflict for staff, from whom that right is to be taken first, and PermissionDenied for who is not staff
 * (any more) or would do it to themselves. The operator may.
 */
async function requireSubject(trx: Knex, about: About): Promise<void> {
  const user = await requireOther(trx, about);
  if (about.by !== 'operator' && user.isStaff)
    throw new Conflict('is_staff', 'This is staff: they must not be that any more, first.');
}

async function requireOther(trx: Knex, { userId, by }: About): Promise<User> {
  if (by !== 'operator') requireStaff(await requireLivingUser(trx, by));
  if (userId === by) throw new PermissionDenied('yourself', 'Staff do this to others alone.');
  const user = await findUser(trx, userId);
  if (!user || user.isDeleted) throw new NotFound();
  return user;
}
