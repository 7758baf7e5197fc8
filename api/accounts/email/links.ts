import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import { ValidationError } from '../../http/errors.ts';
import type { Services } from '../../services.ts';
import { findUser, type User } from '../../users/queries.ts';

/** What whoever opens a link of a mail may do. */
type Purpose = 'confirm-email' | 'reset-password';

const lifetimesMs: Record<Purpose, number> = {
  'confirm-email': 3 * 86_400_000,
  'reset-password': 3_600_000,
};

export type Linking = Pick<Services, 'config' | 'key' | 'clock'>;

/** Djoser's names: whose link it is, and what proves it. */
export interface Link {
  uid: string;
  token: string;
}

/**
 * The page's address for it. The secret stands behind the "#", which browsers send to nobody: no proxy, log or Referer holds it. The host is
 * PUBLIC_URL's and never a request's.
 */
export function linkFor({ config, key, clock }: Linking, user: User, purpose: Purpose): string {
  const uid = Buffer.from(String(user.id)).toString('base64url');
  return `${config.publicUrl}/${purpose}/#${uid}/${tokenFor(key, user, purpose, clock.now())}`;
}

/** When it was made, in base 36, and the seal of that with all that it hangs on. */
function tokenFor(key: Services['key'], user: User, purpose: Purpose, madeAt: number): string {
  // What ends it when it changes: nothing has to be kept of a token, and using one for a new password spends it.
  const hangsOn =
    purpose === 'reset-password' ? [user.email, user.passwordHash, user.tokenEpoch] : [user.email];
  const sealed = JSON.stringify([purpose, key.audience, user.id, user.createdAt, madeAt, ...hangsOn]);
  return `${madeAt.toString(36)}-${createHmac('sha256', key.secret).update(sealed).digest('base64url')}`;
}

/** Whether this token is good for that, for this person, now. */
export function isGoodToken(
  { key, clock }: Pick<Linking, 'key' | 'clock'>,
  { user, purpose, token }: { user: User; purpose: Purpose; token: string },
): boolean {
  const madeAt = Number.parseInt(/^([0-9a-z]{1,10})-/.exec(token)?.[1] ?? '', 36);
  const isYoung = clock.now() - madeAt <= lifetimesMs[purpose];
  return isYoung && user.email !== '' && isSame(token, tokenFor(key, user, purpose, madeAt));
}

/** The account that the link is good for. Whatever is wrong with it, the ValidationError says the same. */
export async function requireLinked(
  db: Knex,
  linking: Pick<Linking, 'key' | 'clock'>,
  purpose: Purpose,
  { uid, token }: Link,
): Promise<User> {
  const id = Buffer.from(uid, 'base64url').toString('latin1');
  const user = /^\d{1,15}$/.test(id) ? await findUser(db, Number(id)) : null;
  if (!user || user.isDeleted || !isGoodToken(linking, { user, purpose, token }))
    throw new ValidationError({ token: ['Invalid token for given user.'] });
  return user;
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
