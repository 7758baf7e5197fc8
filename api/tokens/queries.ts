import type { Knex } from 'knex';

/** All SQL on `token_families`. */
export interface Family {
  id: string;
  userId: number;
  /** The token that works; null: logged out. */
  tokenId: string | null;
  replacedTokenId: string | null;
  /** Unix milliseconds. */
  replacedAt: number;
  expiresAt: number;
}

interface FamilyRow {
  id: string;
  user_id: number;
  token_id: string | null;
  replaced_token_id: string | null;
  replaced_at: number | null;
  expires_at: number;
}

/** Null for one whose first token was neither refreshed nor ended. */
export async function findFamily(db: Knex, id: string): Promise<Family | null> {
  const row = await db<FamilyRow>('token_families').where({ id }).first();
  if (!row) return null;
  return {
    id: row.id,
    userId: row.user_id,
    tokenId: row.token_id,
    replacedTokenId: row.replaced_token_id,
    replacedAt: row.replaced_at ?? 0,
    expiresAt: row.expires_at,
  };
}

export async function saveFamily(trx: Knex.Transaction, family: Family): Promise<void> {
  await trx('token_families')
    .insert({
      id: family.id,
      user_id: family.userId,
      token_id: family.tokenId,
      replaced_token_id: family.replacedTokenId,
      replaced_at: family.replacedAt,
      expires_at: family.expiresAt,
    })
    .onConflict('id')
    .merge();
}

/** No token of the family works from now on. `expiresAt` counts where nothing is known of it yet. */
export async function endFamily(
  trx: Knex.Transaction,
  { familyId, userId, expiresAt }: { familyId: string; userId: number; expiresAt: number },
): Promise<void> {
  await trx('token_families')
    .insert({ id: familyId, user_id: userId, token_id: null, expires_at: expiresAt })
    .onConflict('id')
    .merge(['token_id']);
}

/** For when the user's epoch ends all tokens but the spared family's: then no row needs to say so. */
export async function forgetFamilies(
  trx: Knex.Transaction,
  userId: number,
  spared: string | null,
): Promise<void> {
  await trx('token_families')
    .where({ user_id: userId })
    .whereNot({ id: spared ?? '' })
    .delete();
}

/**
 * Expired tokens need no list to be refused. The margin is for a clock that is set back. Drops `limit` at most, and resolves with how
 * many went.
 */
export async function pruneFamilies(db: Knex, nowMs: number, limit: number): Promise<number> {
  const expired = db('token_families')
    .where('expires_at', '<', nowMs - marginMs)
    .limit(limit)
    .select('id');
  return db('token_families').whereIn('id', expired).delete();
}

const marginMs = 86_400_000;
