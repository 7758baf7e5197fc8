import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Knex } from 'knex';
import { nanoid } from 'nanoid';
import type { Clock } from '../clock.ts';
import { findUser, isTokenRevoked, type User } from './queries.ts';

const lifetimeMs = 30 * 86_400_000;

/** Fixed, so that no token can choose how it is checked. */
export const algorithm = 'HS256';

/** What a token says. `epoch` is the user's when it was made: raising that one ends every older token. */
export interface Claims {
  sub: string;
  jti: string;
  epoch: number;
  exp: number;
}

/** An already parsed key: with a string, the library would parse it again at every check, at fifty times the cost. */
export function toKey(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret, 'utf8'));
}

export interface IssuedToken {
  token: string;
  expiresAt: number;
}

export function issueToken(key: KeyObject, clock: Clock, user: User): IssuedToken {
  // JWT times are whole seconds (RFC 7519 section 2, NumericDate).
  const exp = Math.floor((clock.now() + lifetimeMs) / 1000);
  const iat = Math.floor(clock.now() / 1000);
  const claims = { sub: String(user.id), jti: nanoid(16), epoch: user.tokenEpoch, iat, exp };
  return { token: jwt.sign(claims, key, { algorithm }), expiresAt: exp * 1000 };
}

/** The claims of a token that we signed and that has not expired, else null. Revocation is not looked at. */
export function readToken(key: KeyObject, token: string): Claims | null {
  try {
    const claims = jwt.verify(token, key, { algorithms: [algorithm] });
    return isClaims(claims) ? claims : null;
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError) return null;
    throw error;
  }
}

export function isClaims(value: unknown): value is Claims {
  if (typeof value !== 'object' || value === null) return false;
  const { sub, jti, epoch, exp } = value as Partial<Claims>;
  return (
    typeof sub === 'string' &&
    /^\d{1,15}$/.test(sub) &&
    typeof jti === 'string' &&
    typeof epoch === 'number' &&
    typeof exp === 'number'
  );
}

/** The user whom these claims still speak for: not deleted, not logged out. */
export async function findTokenOwner(db: Knex, claims: Claims): Promise<User | null> {
  const user = await findUser(db, Number(claims.sub));
  if (!user || user.isDeleted) return null;
  if (claims.epoch !== user.tokenEpoch && claims.jti !== user.sparedTokenId) return null;
  return (await isTokenRevoked(db, claims.jti)) ? null : user;
}
