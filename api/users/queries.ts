import type { Knex } from 'knex';
import { AuthenticationFailed } from '../http/errors.ts';
import { isEmailConfirmed } from './mailbox.ts';
import { nameKey } from './names.ts';
import { keepFormerName, takeOffNames, wearNames } from './skeleton-queries.ts';

/** All SQL on `users`. */
export interface User {
  id: number;
  username: string;
  displayName: string;
  email: string;
  /** Of the address that was confirmed last (mailbox.ts); null: none was. */
  confirmedEmailDigest: string | null;
  /** Null: no password, so no logging in with one (guests, deleted users). */
  passwordHash: string | null;
  avatar: number;
  /** Whether others may learn up to where this person has read, and so this person of them. */
  readReceipts: boolean;
  isGuest: boolean;
  /** A program, in one chat alone (bot-queries.ts). */
  isBot: boolean;
  isStaff: boolean;
  tokenEpoch: number;
  sparedFamilyId: string | null;
  /** Unix milliseconds of the last poll, up to a minute old; null when never. */
  seenAt: number | null;
  createdAt: number;
  isDeleted: boolean;
  /** Kept from logging in, by staff or whoever runs the server. */
  isDisabled: boolean;
}

export interface UserRow {
  id: number;
  username: string;
  display_name: string;
  email: string;
  confirmed_email_digest: string | null;
  password_hash: string | null;
  avatar: number;
  read_receipts: boolean | number;
  is_guest: boolean | number;
  is_bot: boolean | number;
  is_staff: boolean | number;
  token_epoch: number;
  spared_family_id: string | null;
  seen_at: number | null;
  created_at: number;
  deleted_at: number | null;
  disabled_at: number | null;
}

export function toUser(row: UserRow): User {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    email: row.email,
    confirmedEmailDigest: row.confirmed_email_digest,
    passwordHash: row.password_hash,
    avatar: row.avatar,
    readReceipts: Boolean(row.read_receipts),
    isGuest: Boolean(row.is_guest),
    isBot: Boolean(row.is_bot),
    isStaff: Boolean(row.is_staff),
    tokenEpoch: row.token_epoch,
    sparedFamilyId: row.spared_family_id,
    seenAt: row.seen_at,
    createdAt: row.created_at,
    isDeleted: row.deleted_at !== null,
    isDisabled: row.disabled_at !== null,
  };
}

export async function findUser(db: Knex, id: number): Promise<User | null> {
  const row = await db<UserRow>('users').where({ id }).first();
  return row ? toUser(row) : null;
}

/** For use inside a transaction that gives this user something: the account may have ended since the request was let in. */
export async function requireLivingUser(trx: Knex, id: number): Promise<User> {
  const user = await findUser(trx, id);
  if (!user || user.isDeleted) throw new AuthenticationFailed();
  return user;
}

export async function findUsers(db: Knex, ids: readonly number[]): Promise<Map<number, User>> {
  if (ids.length === 0) return new Map();
  const rows = await db<UserRow>('users').whereIn('id', [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, toUser(row)]));
}

export interface NewUser {
  username: string;
  displayName: string;
  email: string;
  passwordHash: string | null;
  avatar: number;
  isGuest: boolean;
  createdAt: number;
}

/** Null when somebody has the username or the display name, but for case and form; who only looks alike is the caller's to find. */
export async function insertUser(db: Knex, user: NewUser): Promise<number | null> {
  const [row] = await db('users')
    .insert({
      username: user.username,
      username_key: nameKey(user.username),
      display_name: user.displayName,
      display_name_key: nameKey(user.displayName),
      email: user.email,
      password_hash: user.passwordHash,
      avatar: user.avatar,
      is_guest: user.isGuest,
      created_at: user.createdAt,
    })
    .onConflict()
    .ignore()
    .returning('id');
  if (!row) return null;
  await wearNames(db, { id: row.id, ...user });
  return row.id;
}

/** Accounts whose holder has shown that this mailbox is theirs, the newest first. */
export async function findUsersByMailbox(
  db: Knex,
  { mailbox, limit }: { mailbox: string; limit: number },
): Promise<User[]> {
  const rows = await db<UserRow>('users')
    .where({ confirmed_email_digest: mailbox })
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(toUser).filter(isEmailConfirmed);
}

export async function confirmEmail(trx: Knex, id: number, mailbox: string): Promise<void> {
  await trx('users').where({ id }).update({ confirmed_email_digest: mailbox });
}

/** An e-mail address that is given anew is not confirmed. */
export interface ProfileChange {
  displayName?: string;
  avatar?: number;
  email?: string;
  readReceipts?: boolean;
}

export async function updateProfile(trx: Knex, id: number, change: ProfileChange): Promise<void> {
  await trx('users')
    .where({ id })
    .update({
      ...(change.displayName !== undefined && {
        display_name: change.displayName,
        display_name_key: nameKey(change.displayName),
      }),
      ...(change.avatar !== undefined && { avatar: change.avatar }),
      ...(change.readReceipts !== undefined && { read_receipts: change.readReceipts }),
      ...(change.email !== undefined && { email: change.email, confirmed_email_digest: null }),
    });
  if (change.displayName !== undefined) await wearNames(trx, await requireLivingUser(trx, id));
}

export async function updateUsername(trx: Knex, id: number, username: string): Promise<void> {
  await keepFormerName(trx, id, (await requireLivingUser(trx, id)).username);
  await trx('users')
    .where({ id })
    .update({ username, username_key: nameKey(username) });
  await wearNames(trx, await requireLivingUser(trx, id));
}

/** Ends every token made before, because they carry the old epoch, but for those of the family that is spared. */
export async function raiseTokenEpoch(trx: Knex, id: number, sparedFamilyId: string | null): Promise<void> {
  await trx('users').where({ id }).increment('token_epoch', 1).update({ spared_family_id: sparedFamilyId });
}

export async function updatePasswordHash(trx: Knex, id: number, passwordHash: string): Promise<void> {
  await trx('users').where({ id }).update({ password_hash: passwordHash });
}

export async function updateStaff(trx: Knex, id: number, isStaff: boolean): Promise<void> {
  await trx('users').where({ id }).update({ is_staff: isStaff });
}

/** Null: may log in again. */
export async function updateDisabled(trx: Knex, id: number, disabledAt: number | null): Promise<void> {
  await trx('users').where({ id }).update({ disabled_at: disabledAt });
}

/** The row stays, nameless and faceless, because messages point at it; the names are free again. */
export async function eraseUser(trx: Knex, id: number, nowMs: number): Promise<void> {
  await trx('users')
    .where({ id })
    .update({
      username: `deleted-${id}`,
      username_key: null,
      display_name: 'Deleted user',
      display_name_key: null,
      email: '',
      confirmed_email_digest: null,
      // None of the 15 that people choose from.
      avatar: 0,
      password_hash: null,
      is_staff: false,
      spared_family_id: null,
      disabled_at: null,
      deleted_at: nowMs,
    });
  await takeOffNames(trx, id);
}

/** A guest's row becomes an account's; an absent display name stays as it is. */
export async function makeAccount(
  trx: Knex,
  id: number,
  account: { username: string; displayName: string | undefined; email: string; passwordHash: string },
): Promise<void> {
  await trx('users')
    .where({ id })
    .update({
      username: account.username,
      username_key: nameKey(account.username),
      email: account.email,
      confirmed_email_digest: null,
      password_hash: account.passwordHash,
      is_guest: false,
    });
  if (account.displayName !== undefined) await updateProfile(trx, id, { displayName: account.displayName });
  else await wearNames(trx, await requireLivingUser(trx, id));
}
