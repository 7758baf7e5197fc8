import type { Database } from '../db/connection.ts';
import { ValidationError } from '../http/errors.ts';
import type { RateLimits } from '../http/rate-limit.ts';
import type { Exchange } from '../http/route.ts';
import type { Hashing } from './hashing.ts';
import { nameKey } from './names.ts';
import { findUserByName, type User } from './queries.ts';

interface Credentials {
  username: string;
  password: string;
}

/** The user with these credentials. Says nothing, by words or by time, about whether the name or the password was wrong. */
export async function logIn(
  { db, limits, hashing }: { db: Database; limits: RateLimits; hashing: Hashing },
  ctx: Exchange,
  { username, password }: Credentials,
): Promise<User> {
  // Per name and address, so that nobody can lock someone else out from afar.
  const pair = `${ctx.ip} ${nameKey(username).slice(0, 150)}`;
  await limits.check('logInFailure', pair);
  await limits.check('logInFailureByAddress', ctx.ip);
  const user = await findUserByName(db.read, username);
  const isCorrect = await hashing.isCorrect(password, user?.passwordHash ?? null);
  if (user && isCorrect) return user;
  await limits.take('logInFailure', pair);
  await limits.take('logInFailureByAddress', ctx.ip);
  throw new ValidationError({ non_field_errors: ['Unable to log in with provided credentials.'] });
}

interface PasswordDeps {
  limits: RateLimits;
  hashing: Hashing;
}

export const wrongPassword = 'Invalid password.';

/** For changes that only the one who knows the password may make, from a device left open too. Guesses are limited. */
export async function isCurrentPassword(
  { limits, hashing }: PasswordDeps,
  user: User,
  password: string,
): Promise<boolean> {
  await limits.check('passwordCheck', user.id);
  const isCorrect = await hashing.isCorrect(password, user.passwordHash);
  if (!isCorrect) await limits.take('passwordCheck', user.id);
  return isCorrect;
}

/** Throws a ValidationError unless `password` is there and right. */
export async function requireCurrentPassword(
  deps: PasswordDeps,
  user: User,
  password: string | undefined,
): Promise<void> {
  if (password === undefined) throw new ValidationError({ current_password: ['This field is required.'] });
  const isRight = await isCurrentPassword(deps, user, password);
  if (!isRight) throw new ValidationError({ current_password: [wrongPassword] });
}
