import { ValidationError } from '../http/errors.ts';
import type { Payer } from '../http/limits/rate-limit.ts';
import { note } from '../http/observing/security-log.ts';
import type { Exchange } from '../http/route.ts';
import type { Services } from '../services.ts';
import { findUserByName } from '../users/find-by-name.ts';
import { nameKey } from '../users/names.ts';
import type { User } from '../users/queries.ts';

interface Credentials {
  username: string;
  password: string;
}

/** The user with these credentials. Says nothing, by words or by time, about whether the name or the password was wrong, or the account is disabled. */
export async function logIn(
  { db, limits, hashing }: Pick<Services, 'db' | 'limits' | 'hashing'>,
  { ctx, payer }: { ctx: Exchange; payer: Payer },
  { username, password }: Credentials,
): Promise<User> {
  // Per name and address, so that nobody can lock someone else out from afar.
  const pair = `${payer.address.key} ${nameKey(username).slice(0, 150)}`;
  // Taken before it is known to be one: of a hundred guesses at once none would have failed yet.
  const failure = await limits.takeOf('logInFailure', pair);
  const user = await findUserByName(db.read, username);
  const isCorrect = await hashing.isCorrect(password, user?.passwordHash ?? null);
  // Django says the same of an account that is not active.
  if (!user || !isCorrect || user.isDisabled) {
    note(ctx, 'log_in_failed', { user: user?.id ?? null });
    throw new ValidationError({ non_field_errors: ['Unable to log in with provided credentials.'] });
  }
  await failure.giveBack();
  return user;
}

export const wrongPassword = 'Invalid password.';

/** Throws a ValidationError unless `password` is there and right. Guesses are limited by the price of what asks for it. */
export async function requireCurrentPassword(
  hashing: Services['hashing'],
  user: User,
  password: string | undefined,
): Promise<void> {
  if (password === undefined) throw new ValidationError({ current_password: ['This field is required.'] });
  const isRight = await hashing.isCorrect(password, user.passwordHash);
  if (!isRight) throw new ValidationError({ current_password: [wrongPassword] });
}
