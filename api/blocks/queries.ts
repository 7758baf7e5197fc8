import type { Knex } from 'knex';
import { toUser, type User, type UserRow } from '../users/queries.ts';

/** All SQL on `blocks`. */
export interface Block {
  user: User;
  createdAt: number;
}

interface BlockOf {
  blockerId: number;
  blockedId: number;
}

export async function insertBlock(
  trx: Knex,
  { blockerId, blockedId }: BlockOf,
  nowMs: number,
): Promise<void> {
  await trx('blocks')
    .insert({ blocker_id: blockerId, blocked_id: blockedId, created_at: nowMs })
    .onConflict(['blocker_id', 'blocked_id'])
    .ignore();
}

/** False when there was none. */
export async function deleteBlock(trx: Knex, { blockerId, blockedId }: BlockOf): Promise<boolean> {
  return (await trx('blocks').where({ blocker_id: blockerId, blocked_id: blockedId }).delete()) > 0;
}

/** Of those whose accounts end: whom they blocked, and who blocked them. */
export async function deleteBlocksOf(trx: Knex, userIds: readonly number[]): Promise<void> {
  await trx('blocks')
    .whereIn('blocker_id', [...userIds])
    .orWhereIn('blocked_id', [...userIds])
    .delete();
}

/** The newest first. */
export async function listBlocks(
  db: Knex,
  blockerId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<Block[]> {
  const rows = await db('blocks')
    .join('users', 'users.id', 'blocks.blocked_id')
    .where('blocks.blocker_id', blockerId)
    .orderBy('blocks.created_at', 'desc')
    .orderBy('users.id')
    .limit(limit)
    .offset(offset)
    .select<(UserRow & { blocked_at: number })[]>('users.*', 'blocks.created_at as blocked_at');
  return rows.map((row) => ({ user: toUser(row), createdAt: row.blocked_at }));
}

export async function findBlock(db: Knex, { blockerId, blockedId }: BlockOf): Promise<number | null> {
  const row = await db('blocks').where({ blocker_id: blockerId, blocked_id: blockedId }).first('created_at');
  return row?.created_at ?? null;
}

export async function countBlocks(db: Knex, blockerId: number): Promise<number> {
  const [row] = await db('blocks').where({ blocker_id: blockerId }).count<{ count: number }[]>('* as count');
  return Number(row?.count ?? 0);
}

/** Two people, of whom one may have blocked the other. */
export type Pair = readonly [number, number];

/** Who has blocked whom among these pairs, in either direction; to be asked by `hasBlocked`. */
export async function findBlocksBetween(db: Knex, pairs: readonly Pair[]): Promise<Blocks> {
  if (pairs.length === 0) return new Set();
  const people = [...new Set(pairs.flat())];
  const rows = await db('blocks')
    .whereIn('blocker_id', people)
    .whereIn('blocked_id', people)
    .select<{ blocker_id: number; blocked_id: number }[]>('blocker_id', 'blocked_id');
  return new Set(rows.map((row) => `${row.blocker_id} ${row.blocked_id}`));
}

/** Who has blocked any of these people; to be asked by `hasBlocked`. */
export async function listBlockers(db: Knex, blockedIds: readonly number[]): Promise<Blocks> {
  const rows = await db('blocks')
    .whereIn('blocked_id', [...blockedIds])
    .select<{ blocker_id: number; blocked_id: number }[]>('blocker_id', 'blocked_id');
  return new Set(rows.map((row) => `${row.blocker_id} ${row.blocked_id}`));
}

export type Blocks = ReadonlySet<string>;

export function hasBlocked(blocks: Blocks, blockerId: number, blockedId: number): boolean {
  return blocks.has(`${blockerId} ${blockedId}`);
}
