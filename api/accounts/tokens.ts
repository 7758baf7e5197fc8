import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Knex } from 'knex';
import { nanoid } from 'nanoid';
import type { Clock } from '../clock.ts';
import { findUser, isTokenRevoked, type User } from './queries.ts';

const lifetimeMs = 30 * 86_400_000;

/** Fixed, so that no token can choose how it is checked. */
export const algorithm = 'HS256';

/**
 * What a token says. `epoch` is the user's when it was made: raising that one ends every older token. `born` is when the user's
 * account was made: after a backup is restored, the numbers of the lost accounts are given to others.
 */
export interface Claims {
  sub: string;
  jti: string;
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

export function toKey(secret: string, databaseId: string): TokenKey {
  return { secret: createSecretKey(Buffer.from(secret, 'utf8')), audience: databaseId };
}

export interface IssuedToken {
  token: string;
  expiresAt: number;
}

export function issueToken(key: TokenKey, clock: Clock, user: User): IssuedToken {
  // JWT times are whole seconds (RFC 7519 section 2, NumericDate).
  const exp = Math.floor((clock.now() + lifetimeMs) / 1000);
  const iat = Math.floor(clock.now() / 1000);
  const whose = { sub: String(user.id), epoch: user.tokenEpoch, born: user.createdAt };
  const claims = { ...whose, jti: nanoid(16), aud: key.audience, iat, exp };
  return { token: jwt.sign(claims, key.secret, { algorithm }), expiresAt: exp * 1000 };
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
  const { sub, jti, epoch, born, exp } = value as Partial<Claims>;
  return (
    typeof sub === 'string' &&
    /^\d{1,15}$/.test(sub) &&
    typeof jti === 'string' &&
    typeof epoch === 'number' &&
    typeof born === 'number' &&
    typeof exp === 'number'
  );
}

/** The user whom these claims still speak for: not deleted, not logged out. */
export async function findTokenOwner(db: Knex, claims: Claims): Promise<User | null> {
  const user = await findUser(db, Number(claims.sub));
  if (!user || user.isDeleted || claims.born !== user.createdAt) return null;
  if (claims.epoch !== user.tokenEpoch && claims.jti !== user.sparedTokenId) return null;
  return (await isTokenRevoked(db, claims.jti)) ? null : user;
}
