import type { Knex } from 'knex';
import { NotFound } from '../http/errors.ts';
import { nameKey } from './names.ts';
import { toUser, type User } from './queries.ts';

/** In any case of letters. Deleted users have no name to be found by. */
export async function findUserByName(db: Knex, username: string): Promise<User | null> {
  const row = await db('users')
    .where({ username_key: nameKey(username) })
    .first();
  return row ? toUser(row) : null;
}

/** The same without bots: they come into no chat but their own, and nothing that is done to people is done to them. */
export async function findPersonByName(db: Knex, username: string): Promise<User | null> {
  const user = await findUserByName(db, username);
  return user?.isBot ? null : user;
}

/** For a path that names someone: nobody of that name is a NotFound. */
export async function requirePersonByName(db: Knex, username: string): Promise<User> {
  const user = await findPersonByName(db, username);
  if (!user) throw new NotFound();
  return user;
}
