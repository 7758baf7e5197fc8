import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Knex } from 'knex';
import { nanoid } from 'nanoid';
import type { Clock } from '../process/clock.ts';
import { findUser, type User } from '../users/queries.ts';
import { type Family, findFamily } from './queries.ts';

const lifetimeMs = 30 * 86_400_000;

/**
 * How long a token works on after it was replaced: for requests under way and for other tabs. Longer than any poll is held,
 * so one that was held before ends by itself in time.
 */
export const graceMs = 60_000;

/** Fixed, so that no token can choose how it is checked. */
export const algorithm = 'HS256';

/**
 * What a token says. `epoch` is the user's when it was made: raising that one ends every older token. `born` is when the user's
 * account was made: after a backup is restored, the numbers of the lost accounts are given to others. `fam` is the log-in that
 * it comes from, named after the first token of it; one without began before there were families, and is its first.
 */
export interface Claims {
  sub: string;
  jti: string;
  fam?: string;
  epoch: number;
  born: number;
  exp: number;
}

/** What signs and checks tokens. */
export interface TokenKey {
  /** Already parsed: a string would be parsed again at every check, at fifty times the cost. */
  secret: KeyObject;
  /** Which database the tokens speak of: keys get copied, and user 12 is somebody else in the next database. */
  audience: string;
}

export function toKey(secret: string, audience: string): TokenKey {
  return { secret: createSecretKey(Buffer.from(secret, 'utf8')), audience };
}

export interface IssuedToken {
  token: string;
  tokenId: string;
  expiresAt: number;
}

/** A new token: the next of a family, or the first of one of its own. */
export function issueToken(key: TokenKey, clock: Clock, user: User, familyId?: string): IssuedToken {
  const tokenId = nanoid(16);
  return signToken(key, user, { tokenId, familyId: familyId ?? tokenId, issuedAt: clock.now() });
}

/** The same values make the same token. */
export function signToken(
  key: TokenKey,
  user: User,
  { tokenId, familyId, issuedAt }: { tokenId: string; familyId: string; issuedAt: number },
): IssuedToken {
  // JWT times are whole seconds (RFC 7519 section 2, NumericDate).
  const exp = Math.floor((issuedAt + lifetimeMs) / 1000);
  const iat = Math.floor(issuedAt / 1000);
  const whose = { sub: String(user.id), epoch: user.tokenEpoch, born: user.createdAt };
  const claims = { ...whose, jti: tokenId, fam: familyId, aud: key.audience, iat, exp };
  return { token: jwt.sign(claims, key.secret, { algorithm }), tokenId, expiresAt: exp * 1000 };
}

/** The claims of a token that we signed and that has not expired, else null. Revocation is not looked at. */
export function readToken(key: TokenKey, token: string): Claims | null {
  try {
    const claims = jwt.verify(token, key.secret, { algorithms: [algorithm], audience: key.audience });
    return isClaims(claims) ? claims : null;
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError) return null;
    throw error;
  }
}

export function isClaims(value: unknown): value is Claims {
  if (typeof value !== 'object' || value === null) return false;
  const { sub, jti, fam, epoch, born, exp } = value as Partial<Claims>;
  return (
    typeof sub === 'string' &&
    /^\d{1,15}$/.test(sub) &&
    typeof jti === 'string' &&
    (fam === undefined || typeof fam === 'string') &&
    typeof epoch === 'number' &&
    typeof born === 'number' &&
    typeof exp === 'number'
  );
}

export function familyIdOf({ fam, jti }: Claims): string {
  return fam ?? jti;
}

/** How a token stands in its family. `reused`: it was replaced, longer ago than it may live on. */
type Standing = { kind: 'current' } | { kind: 'replaced'; until: number } | { kind: 'reused' | 'ended' };

export function standingOf(family: Family | null, { jti }: Claims, nowMs: number): Standing {
  if (!family || family.tokenId === jti) return { kind: 'current' };
  if (family.tokenId === null) return { kind: 'ended' };
  const until = family.replacedAt + graceMs;
  return family.replacedTokenId === jti && nowMs < until ? { kind: 'replaced', until } : { kind: 'reused' };
}

/** The user of these claims, unless deleted or logged out everywhere since. The family is not looked at. */
export async function findSpeaker(db: Knex, claims: Claims): Promise<User | null> {
  const user = await findUser(db, Number(claims.sub));
  if (!user || user.isDeleted || claims.born !== user.createdAt) return null;
  const isSpared = familyIdOf(claims) === user.sparedFamilyId;
  return claims.epoch === user.tokenEpoch || isSpared ? user : null;
}

/** The user whom these claims still speak for, and until when (Unix milliseconds). */
export async function findTokenOwner(
  db: Knex,
  claims: Claims,
  nowMs: number,
): Promise<{ user: User; expiresAt: number } | null> {
  const user = await findSpeaker(db, claims);
  if (!user) return null;
  const standing = standingOf(await findFamily(db, familyIdOf(claims)), claims, nowMs);
  if (standing.kind === 'current') return { user, expiresAt: claims.exp * 1000 };
  if (standing.kind !== 'replaced') return null;
  return { user, expiresAt: Math.min(claims.exp * 1000, standing.until) };
}
