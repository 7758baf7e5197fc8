import type { Knex } from 'knex';
import { skeletonKeys } from '../db/name-skeleton.ts';

/** All SQL on `name_skeletons`: what each person's username and display name look like. */

interface Names {
  id: number;
  username: string;
  displayName: string;
}

/** In the transaction that gives someone a name, which is the only writer: nobody else takes it meanwhile. */
export async function wearNames(trx: Knex, { id, username, displayName }: Names): Promise<void> {
  await takeOffNames(trx, id);
  const keys = new Set([...skeletonKeys(username), ...skeletonKeys(displayName)]);
  await trx('name_skeletons').insert([...keys].map((skeleton) => ({ user_id: id, skeleton })));
}

/** Of a deleted user, whose names are free again. */
export async function takeOffNames(trx: Knex, userId: number): Promise<void> {
  await trx('name_skeletons').where({ user_id: userId }).delete();
}

/** Everyone else whose username or display name looks like `name`. */
export async function listWearerIds(db: Knex, name: string, byOtherThan: number): Promise<number[]> {
  return db('name_skeletons')
    .whereIn('skeleton', skeletonKeys(name))
    .whereNot({ user_id: byOtherThan })
    .distinct()
    .pluck('user_id');
}
