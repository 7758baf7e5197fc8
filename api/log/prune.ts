import type { Knex } from 'knex';

/** The old end of the log. Ids are in the order of time, so what is old is found by walking from the front. */

/** Up to where the log has been pruned; a cursor before that has lost its place. */
export async function readPrunedTo(db: Knex): Promise<number> {
  const row = await db('meta').where({ key: 'pruned_to' }).first('value');
  return Number(row?.value ?? 0);
}

/**
 * The id up to which the oldest `limit` events are older than `beforeMs`; null when the very first is young. Looks no
 * further than the first young one, and holds no lock.
 */
export async function findOldEnd(db: Knex, beforeMs: number, limit: number): Promise<number | null> {
  const oldest: { id: number; created_at: number }[] = await db('events')
    .where('id', '>', await readPrunedTo(db))
    .orderBy('id')
    .limit(limit)
    .select('id', 'created_at');
  const firstYoung = oldest.findIndex((event) => event.created_at >= beforeMs);
  const old = firstYoung === -1 ? oldest : oldest.slice(0, firstYoung);
  return old.at(-1)?.id ?? null;
}

/** Drops the events up to this id, and remembers that; two nodes may do so at once. Resolves with how many went. */
export async function dropUpTo(trx: Knex.Transaction, id: number): Promise<number> {
  const stored = trx.raw('cast(meta.value as bigint)');
  await trx('meta')
    .insert({ key: 'pruned_to', value: String(id) })
    .onConflict('key')
    .merge()
    .where(stored, '<', id);
  return trx('events').where('id', '<=', id).delete();
}
