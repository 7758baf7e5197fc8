import type { Knex } from 'knex';
import { PermissionDenied } from '../http/errors.ts';
import { findUser, type User } from './queries.ts';

/** Throws for everyone but staff (`npm run manage -- staff`). Guests are nobody's staff: anyone may be one. */
export function requireStaff(user: User | null): User {
  if (user?.isStaff && !user.isGuest) return user;
  throw new PermissionDenied('not_staff', 'Only staff may do this.');
}

/** As of now; whoever does not know asks `requireStaff`. */
export async function isStaff(db: Knex, userId: number): Promise<boolean> {
  const user = await findUser(db, userId);
  return user?.isStaff === true && !user.isGuest;
}

/** A route's scope: all others are refused before anything that it names is read or looked up. */
export function staffScope({ db }: { db: { read: Knex } }) {
  return async ({ me }: { me: { userId: number } }): Promise<User> =>
    requireStaff(await findUser(db.read, me.userId));
}
