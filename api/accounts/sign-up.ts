import { randomInt } from 'node:crypto';
import type { Knex } from 'knex';
import type { z } from 'zod';
import { type FieldErrors, ValidationError } from '../http/errors.ts';
import type { Services } from '../services.ts';
import { findUser, insertUser, type NewUser, type User } from '../users/queries.ts';
import { isDisplayNameTaken, isUsernameTaken, numbered } from '../users/taken-names.ts';
import { passwordProblems } from './passwords.ts';
import { avatarCount, type signUp as signUpSchema } from './schemas.ts';

export const usernameTaken = 'A user with that username already exists.';
export const displayNameTaken = 'A user with that display name already exists.';

/** Since when a guest must have been seen to keep a username from others, in Unix milliseconds. */
export function guestsSince({ clock, config }: Pick<Services, 'clock' | 'config'>): number {
  return clock.now() - config.guestIdleMs;
}

/** What only the database and the other fields can tell about a sign-up (or, by a guest, an upgrade); the rest is in the schema. */
export async function signUpComplaints(
  db: Knex,
  { username, display_name, email, password }: Partial<z.output<typeof signUpSchema>>,
  others: { byOtherThan?: number; guestsSince: number },
): Promise<FieldErrors> {
  const complaints: FieldErrors = {};
  if (username !== undefined && (await isUsernameTaken(db, username, others)))
    complaints.username = [usernameTaken];
  if (display_name !== undefined && (await isDisplayNameTaken(db, display_name, others.byOtherThan))) {
    complaints.display_name = [displayNameTaken];
  }
  if (password !== undefined) {
    const problems = passwordProblems(password, { username, email });
    if (problems.length > 0) complaints.password = problems;
  }
  return complaints;
}

/** Makes the account. Of two who ask for one name at the same moment, one gets a ValidationError. */
export async function signUp(
  services: Pick<Services, 'config' | 'log' | 'clock' | 'hashing'>,
  input: z.output<typeof signUpSchema>,
): Promise<User> {
  // Before the transaction: twenty milliseconds are long for the only writer.
  const passwordHash = await services.hashing.hash(input.password);
  // Through the log although nothing is told: as the only writer, or two could take names that look alike.
  return services.log.write(async (trx) => {
    await requireFreeNames(trx, input, { guestsSince: guestsSince(services) });
    const id = await insertUser(trx, {
      username: input.username,
      displayName: input.display_name ?? (await defaultName(trx, input.username)),
      email: input.email ?? '',
      passwordHash,
      avatar: randomAvatar(),
      isGuest: false,
      createdAt: services.clock.now(),
    } satisfies NewUser);
    const made = id === null ? null : await findUser(trx, id);
    if (!made) throw new ValidationError({ username: [usernameTaken] });
    return made;
  });
}

interface WantedNames {
  username: string;
  display_name?: string | undefined;
}

/** Throws a ValidationError for a name that someone else wears. Final only in a transaction that is the only writer. */
export async function requireFreeNames(
  trx: Knex,
  { username, display_name }: WantedNames,
  others: { byOtherThan?: number; guestsSince: number },
): Promise<void> {
  if (await isUsernameTaken(trx, username, others)) throw new ValidationError({ username: [usernameTaken] });
  if (display_name !== undefined && (await isDisplayNameTaken(trx, display_name, others.byOtherThan)))
    throw new ValidationError({ display_name: [displayNameTaken] });
}

/** A guest who was here long ago may be *shown* by this username; that does not keep it from its owner, who gets a number. */
async function defaultName(trx: Knex, username: string): Promise<string> {
  return (await isDisplayNameTaken(trx, username)) ? numbered(trx, username) : username;
}

export function randomAvatar(): number {
  return randomInt(1, avatarCount + 1);
}
