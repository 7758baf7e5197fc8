import { randomInt } from 'node:crypto';
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/connection.ts';
import { type FieldErrors, ValidationError } from '../http/errors.ts';
import type { Hashing } from './hashing.ts';
import { passwordProblems } from './passwords.ts';
import { findUser, insertUser, isDisplayNameTaken, isUsernameTaken, type User } from './queries.ts';
import { avatarCount, type signUp as signUpSchema } from './schemas.ts';

export const usernameTaken = 'A user with that username already exists.';
export const displayNameTaken = 'A user with that display name already exists.';

/** What only the database and the other fields can tell about a sign-up (or, by a guest, an upgrade); the rest is in the schema. */
export async function signUpComplaints(
  db: Knex,
  { username, display_name, email, password }: Partial<z.output<typeof signUpSchema>>,
  byOtherThan?: number,
): Promise<FieldErrors> {
  const complaints: FieldErrors = {};
  if (username !== undefined && (await isUsernameTaken(db, username))) complaints.username = [usernameTaken];
  if (display_name !== undefined && (await isDisplayNameTaken(db, display_name, byOtherThan))) {
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
  { db, clock, hashing }: { db: Database; clock: Clock; hashing: Hashing },
  input: z.output<typeof signUpSchema>,
): Promise<User> {
  // Before the transaction: twenty milliseconds are long for the only writer.
  const passwordHash = await hashing.hash(input.password);
  const user = {
    username: input.username,
    email: input.email ?? '',
    passwordHash,
    avatar: randomAvatar(),
    isGuest: false,
    createdAt: clock.now(),
  };
  return db.transaction(async (trx) => {
    const id = input.display_name
      ? await insertUser(trx, { ...user, displayName: input.display_name })
      : await insertWithDefaultName(trx, user);
    const made = id === null ? null : await findUser(trx, id);
    if (made) return made;
    const isNameTaken = await isUsernameTaken(trx, input.username);
    throw new ValidationError(
      isNameTaken ? { username: [usernameTaken] } : { display_name: [displayNameTaken] },
    );
  });
}

export function randomAvatar(): number {
  return randomInt(1, avatarCount + 1);
}

/** Someone may already be *shown* by this username; that must not keep it from its owner, who is shown with a number. */
async function insertWithDefaultName(
  db: Knex,
  user: Omit<Parameters<typeof insertUser>[1], 'displayName'>,
): Promise<number | null> {
  const id = await insertUser(db, { ...user, displayName: user.username });
  if (id !== null || (await isUsernameTaken(db, user.username))) return id;
  return insertUser(db, { ...user, displayName: `${user.username} ${randomInt(1000, 10_000)}` });
}
