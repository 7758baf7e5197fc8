import type { Services } from '../../services.ts';
import { endAllTokens } from '../../tokens/end-tokens.ts';
import { updatePasswordHash } from '../../users/queries.ts';
import { type Link, requireLinked } from './links.ts';

/**
 * Gives the account another password by a link from its mailbox, and ends all its log-ins. Resolves with its id. A link that is no good, or no
 * longer, is a ValidationError: of two that come with it at once one has the password.
 */
export async function resetPassword(
  { log, hashing, ...linking }: Pick<Services, 'log' | 'hashing' | 'key' | 'clock'>,
  link: Link,
  newPassword: string,
): Promise<number> {
  const passwordHash = await hashing.hash(newPassword);
  return log.write(async (trx, append) => {
    const { id } = await requireLinked(trx, linking, 'reset-password', link);
    await updatePasswordHash(trx, id, passwordHash);
    await endAllTokens(trx, append, { userId: id, spared: null });
    return id;
  });
}
