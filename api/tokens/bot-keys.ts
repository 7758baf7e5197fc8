import { createHash } from 'node:crypto';
import { customAlphabet } from 'nanoid';
import type { Payer } from '../http/limits/rate-limit.ts';
import type { Principal } from '../http/route.ts';
import type { Services } from '../services.ts';
import { findKeyHolder } from '../users/bot-queries.ts';

/** 238 bits: nobody finds one by trying, not even against a copy of the hashes. */
const random = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 40);
/** By its beginning tools that look for secrets in what is published find it. */
const shape = /^hlb_[0-9A-Za-z]{40}$/;

/** The key of a bot: a token of its own, and what its incoming hook is called by. */
export const newBotKey = (): string => `hlb_${random()}`;

export function isBotKey(token: string): boolean {
  return shape.test(token);
}

/** As the database knows a key: what has so many bits needs no salt and no slow hash. */
export function hashBotKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

/**
 * The bot whose key this is, null for nobody's. The database is asked once about each, and that has its price: throws Throttled for who
 * guesses. A key that was replaced is forgotten by `token.revoked`, on every node.
 */
export async function findByBotKey(
  { db, tokens, clock, limits }: Pick<Services, 'db' | 'tokens' | 'clock' | 'limits'>,
  key: string,
  payer: Payer,
): Promise<Principal | null> {
  const known = tokens.get(key, clock.now());
  if (known) return known;
  if (!isBotKey(key) || tokens.hasEnded(key)) return null;
  await limits.take('botKey', payer);
  const revocationsBefore = tokens.revocations;
  const bot = await findKeyHolder(db.read, hashBotKey(key));
  if (!bot) {
    tokens.addEnded(key);
    return null;
  }
  const { id, username, tokenEpoch } = bot.user;
  const proven = {
    ...{ userId: id, username, isBot: true, tokenId: 'key', familyId: `bot ${id}` },
    ...{ epoch: tokenEpoch, expiresAt: never },
  };
  tokens.add(key, proven, revocationsBefore);
  return proven;
}

/** It works until it is replaced. */
const never = Number.MAX_SAFE_INTEGER;
