import type { Knex } from 'knex';
import { nameKey } from './names.ts';
import { findUsers, type User } from './queries.ts';
import { listWearerIds } from './skeleton-queries.ts';

/**
 * Nobody wears a name that looks like another person's, be it a username or a display name. Asked before a write for a good
 * sentence, and inside it for good.
 */

/** Everyone else who is called something that looks like `name`. */
export async function findWearers(db: Knex, name: string, byOtherThan = 0): Promise<User[]> {
  return [...(await findUsers(db, await listWearerIds(db, name, byOtherThan))).values()];
}

export async function isDisplayNameTaken(db: Knex, displayName: string, byOtherThan = 0): Promise<boolean> {
  return (await listWearerIds(db, displayName, byOtherThan)).length > 0;
}

/** Guests not seen since `guestsSince` (Unix milliseconds) hold back nobody's username, or a nickname would be a cheap way to. */
export async function isUsernameTaken(
  db: Knex,
  username: string,
  { byOtherThan = 0, guestsSince = 0 } = {},
): Promise<boolean> {
  const wearers = await findWearers(db, username, byOtherThan);
  return wearers.some(
    (user) =>
      !user.isGuest ||
      (user.seenAt ?? user.createdAt) >= guestsSince ||
      nameKey(user.username) === nameKey(username),
  );
}

/** "Robin 2", or the first number that nobody has. Doubling the reach keeps the tries few, however many Robins came. */
export async function numbered(trx: Knex, name: string): Promise<string> {
  for (let reach = 2; ; reach *= 2) {
    const number = reach === 2 ? 2 : Math.floor(reach / 2 + Math.random() * reach);
    const candidate = `${name} ${number}`;
    if (!(await isDisplayNameTaken(trx, candidate))) return candidate;
  }
}
