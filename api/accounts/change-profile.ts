import { ValidationError } from '../http/errors.ts';
import type { Services } from '../services.ts';
import { type ProfileChange, requireLivingUser, type User, updateProfile } from '../users/queries.ts';
import { isDisplayNameTaken } from '../users/taken-names.ts';
import { displayNameTaken } from './sign-up.ts';
import { userUpdated } from './user-updated.ts';

/** Changes a profile and tells everyone who sees it. A display name that is taken is a ValidationError. */
export function changeProfile(
  services: Pick<Services, 'log' | 'accountTies'>,
  userId: number,
  change: ProfileChange,
): Promise<User> {
  return services.log.write(async (trx, append) => {
    const before = await requireLivingUser(trx, userId);
    // Asked again after a lost answer, or saved unchanged: no news to anyone.
    const after = { ...before, ...change };
    const { displayName, avatar, email, readReceipts } = before;
    const isShown = after.displayName !== displayName || after.avatar !== avatar || after.email !== email;
    const isTold = after.readReceipts !== readReceipts;
    if (!isShown && !isTold) return before;
    const isRenamed = after.displayName !== displayName;
    if (isRenamed && (await isDisplayNameTaken(trx, after.displayName, userId)))
      throw new ValidationError({ display_name: [displayNameTaken] });
    // The same one, given again, is as confirmed as it was.
    const { email: _, ...rest } = change;
    const { accountTies } = services;
    if (isTold && readReceipts) await append(await accountTies.seenUpdates(trx, userId));
    await updateProfile(trx, userId, after.email === email ? rest : change);
    if (isTold && !readReceipts) await append(await accountTies.seenUpdates(trx, userId));
    const user = await requireLivingUser(trx, userId);
    if (isShown) await append(await userUpdated(accountTies, trx, user));
    return user;
  });
}
