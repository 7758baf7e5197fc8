import type { Knex } from 'knex';
import { PermissionDenied } from '../http/errors.ts';
import { type Blocks, findBlocksBetween, hasBlocked } from './queries.ts';

/**
 * Throws PermissionDenied when `userId` is blocked by `otherId` and wants to reach them, or has blocked them: who wants to talk
 * lifts the block first, or nobody could answer.
 */
export async function requireNotBlocked(trx: Knex, userId: number, otherId: number): Promise<void> {
  requireNoBlock(await findBlocksBetween(trx, [[userId, otherId]]), userId, otherId);
}

/** The same, but who has blocked the other may: for what takes away what the other has put before them. */
export async function requireNotBlockedBy(trx: Knex, otherId: number, userId: number): Promise<void> {
  if (hasBlocked(await findBlocksBetween(trx, [[userId, otherId]]), otherId, userId)) {
    throw refusedAsBlocked('the other');
  }
}

/** The same as the first of blocks that were read before. */
export function requireNoBlock(blocks: Blocks, userId: number, otherId: number): void {
  if (hasBlocked(blocks, userId, otherId)) throw refusedAsBlocked('oneself');
  if (hasBlocked(blocks, otherId, userId)) throw refusedAsBlocked('the other');
}

export function refusedAsBlocked(by: 'oneself' | 'the other'): PermissionDenied {
  return by === 'oneself'
    ? new PermissionDenied('blocked_by_you', 'You have blocked this person.')
    : new PermissionDenied('blocked', 'You cannot reach this person.');
}
