import type { Knex } from 'knex';

/** When each of these people was last seen, in as few statements as the parameters allow. */
export async function saveSeen(trx: Knex, seen: ReadonlyMap<number, number>): Promise<void> {
  const all = [...seen];
  for (let i = 0; i < all.length; i += maxPerStatement) {
    const part = all.slice(i, i + maxPerStatement);
    const cases = part.map(() => 'when ? then cast(? as bigint)').join(' ');
    await trx('users')
      .whereIn(
        'id',
        part.map(([id]) => id),
      )
      .update({ seen_at: trx.raw(`case id ${cases} end`, part.flat()) });
  }
}

const maxPerStatement = 500;

/** Guests whom nobody has seen since then, at most `limit` of them. */
export async function findLostGuests(db: Knex, sinceMs: number, limit: number): Promise<number[]> {
  return db('users')
    .where({ is_guest: true })
    .whereNull('deleted_at')
    .where(db.raw('coalesce(seen_at, created_at)'), '<', sinceMs)
    .limit(limit)
    .pluck('id');
}
