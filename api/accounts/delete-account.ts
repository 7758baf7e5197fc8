import type { Knex } from 'knex';
import type { Services } from '../services.ts';
import { endAllTokens } from '../tokens/end-tokens.ts';
import { eraseUser, findUser } from '../users/queries.ts';
import { userUpdated } from './user-updated.ts';

/**
 * Ends an account: its ties are let go (chats are left or handed over), its tokens end, its messages stay under a deleted user. Throws what
 * `requireRight` throws, asked first.
 */
export function deleteAccount(
  { log, clock, accountTies }: Pick<Services, 'log' | 'clock' | 'accountTies'>,
  userId: number,
  requireRight?: (trx: Knex) => Promise<void>,
): Promise<void> {
  return log.write(async (trx, append) => {
    await requireRight?.(trx);
    await accountTies.letGo({ trx, append, userId });
    await endAllTokens(trx, append, { userId, spared: null });
    await eraseUser(trx, userId, clock.now());
    const user = await findUser(trx, userId);
    if (user) await append(await userUpdated(accountTies, trx, user));
  });
}
