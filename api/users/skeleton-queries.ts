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
  await trx('name_skeletons').where({ user_id: id, is_former: false }).delete();
  const keys = new Set([...skeletonKeys(username), ...skeletonKeys(displayName)]);
  const rows = [...keys].map((skeleton) => ({ user_id: id, skeleton }));
  await trx('name_skeletons').insert(rows).onConflict(['skeleton', 'user_id']).ignore();
}

/** Keeps a username from all others that somebody is about to give up: until they are deleted. */
export async function keepFormerName(trx: Knex, userId: number, username: string): Promise<void> {
  await trx('name_skeletons')
    .where({ user_id: userId })
    .whereIn('skeleton', skeletonKeys(username))
    .update({ is_former: true });
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
