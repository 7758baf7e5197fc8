import { ValidationError } from '../http/errors.ts';
import type { Services } from '../services.ts';
import { requireLivingUser, updateUsername } from '../users/queries.ts';
import { isUsernameTaken } from '../users/taken-names.ts';
import { guestsSince, usernameTaken } from './sign-up.ts';
import { userUpdated } from './user-updated.ts';

/** Gives an account another username and tells everyone who sees it. One that is taken is a ValidationError. */
export function changeUsername(
  services: Pick<Services, 'config' | 'clock' | 'log' | 'accountTies'>,
  userId: number,
  username: string,
): Promise<void> {
  return services.log.write(async (trx, append) => {
    const before = await requireLivingUser(trx, userId);
    if (before.username === username) return;
    const others = { byOtherThan: userId, guestsSince: guestsSince(services) };
    if (await isUsernameTaken(trx, username, others))
      throw new ValidationError({ new_username: [usernameTaken] });
    await updateUsername(trx, userId, username);
    const user = await requireLivingUser(trx, userId);
    await append(await userUpdated(services.accountTies, trx, user));
  });
}
