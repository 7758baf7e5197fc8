import type { Knex } from 'knex';
import type { Services } from '../services.ts';
import type { User } from '../users/queries.ts';
import { endReusedFamily, tellReplaced } from './end-tokens.ts';
import { type Family, findFamily, saveFamily } from './queries.ts';
import {
  type Claims,
  familyIdOf,
  findSpeaker,
  graceMs,
  type IssuedToken,
  issueToken,
  signToken,
  standingOf,
} from './tokens.ts';

type Refreshing = Pick<Services, 'db' | 'log' | 'clock' | 'key'>;

interface Found {
  user: User;
  family: Family | null;
}

/**
 * The token that takes the place of this one, which works for a minute more. Asked again within that minute, be it after
 * a lost answer or by another tab, the answer is the same token: so no two are current, and nothing is written. Null for a
 * token that works no more. Who refreshes one that was replaced longer ago holds a copy: then the whole family ends,
 * because nobody can tell which of the two is the thief (RFC 9700, section 4.14.2).
 */
export async function refreshToken(services: Refreshing, claims: Claims): Promise<IssuedToken | null> {
  const { db, log, clock, key } = services;
  const seen = await look(db.read, claims);
  if (!seen) return null;
  const known = answerFrom(services, seen, claims);
  if (known !== undefined) return known;

  return log.write(async (trx, append) => {
    const found = await look(trx, claims);
    if (!found) return null;
    const sooner = answerFrom(services, found, claims);
    if (sooner !== undefined) return sooner;
    const { user } = found;
    const familyId = familyIdOf(claims);
    if (standingOf(found.family, claims, clock.now()).kind === 'reused') {
      await endReusedFamily(trx, append, { familyId, userId: user.id });
      return null;
    }
    const next = issueToken(key, clock, user, familyId);
    const replacedAt = clock.now();
    await saveFamily(trx, {
      id: familyId,
      userId: user.id,
      tokenId: next.tokenId,
      replacedTokenId: claims.jti,
      replacedAt,
      expiresAt: next.expiresAt,
    });
    await append([
      tellReplaced(user.id, { familyId, by: next.tokenId, old: claims.jti, until: replacedAt + graceMs }),
    ]);
    return next;
  });
}

async function look(db: Knex, claims: Claims): Promise<Found | null> {
  const user = await findSpeaker(db, claims);
  return user && { user, family: await findFamily(db, familyIdOf(claims)) };
}

/** What can be answered without writing; undefined: something has to be written. */
function answerFrom(
  { clock, key }: Refreshing,
  { user, family }: Found,
  claims: Claims,
): IssuedToken | null | undefined {
  const standing = standingOf(family, claims, clock.now());
  if (standing.kind === 'ended') return null;
  if (standing.kind === 'reused' || !family?.tokenId) return undefined;
  // One that is itself younger than a minute is answered as it is: what it replaced keeps its whole minute, and asking
  // over and over fills no log.
  const isYoung = clock.now() - family.replacedAt < graceMs;
  if (standing.kind === 'current' && !isYoung) return undefined;
  return signToken(key, user, {
    tokenId: family.tokenId,
    familyId: family.id,
    issuedAt: family.replacedAt,
  });
}
