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
  const people = [...new Set(pairs.flat())];
  return people.length === 0 ? new Set() : readBlocks(db, people, people);
}

/** Who has blocked any of these people; to be asked by `hasBlocked`. */
export function listBlockers(db: Knex, blockedIds: readonly number[]): Promise<Blocks> {
  return readBlocks(db, blockedIds);
}

/** Whoever has blocked who made a bot, or was given its key, has blocked the bot: they would else be reached by it. */
async function readBlocks(
  db: Knex,
  blockedIds: readonly number[],
  blockerIds?: readonly number[],
): Promise<Blocks> {
  const byBlocker = (query: Knex.QueryBuilder) => blockerIds && query.whereIn('blocker_id', [...blockerIds]);
  const ofBots = db('bots')
    .join('blocks', (on) => on.on('blocked_id', 'bots.made_by_id').orOn('blocked_id', 'bots.key_by_id'))
    .whereIn('bots.user_id', [...blockedIds])
    .modify(byBlocker)
    .select('blocker_id', 'bots.user_id as blocked_id');
  const rows: { blocker_id: number; blocked_id: number }[] = await db('blocks')
    .whereIn('blocked_id', [...blockedIds])
    .modify(byBlocker)
    .select('blocker_id', 'blocked_id')
    .union(ofBots);
  return new Set(rows.map((row) => `${row.blocker_id} ${row.blocked_id}`));
}

export type Blocks = ReadonlySet<string>;

export function hasBlocked(blocks: Blocks, blockerId: number, blockedId: number): boolean {
  return blocks.has(`${blockerId} ${blockedId}`);
}
