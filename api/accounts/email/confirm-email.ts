import { PermissionDenied } from '../../http/errors.ts';
import type { Services } from '../../services.ts';
import { isEmailConfirmed, mailboxOf } from '../../users/mailbox.ts';
import { confirmEmail as saveConfirmed } from '../../users/queries.ts';
import { type Link, requireLinked } from './links.ts';

/**
 * Whoever opens the link has the mailbox. Resolves with the account's id. A link that is no good is a ValidationError, one to an address that
 * is confirmed already a PermissionDenied, as Djoser's is.
 */
export function confirmEmail(
  { log, key, clock }: Pick<Services, 'log' | 'key' | 'clock'>,
  link: Link,
): Promise<number> {
  // Through the log although nothing is told: as the only writer, or the address could change meanwhile.
  return log.write(async (trx) => {
    const user = await requireLinked(trx, { key, clock }, 'confirm-email', link);
    if (isEmailConfirmed(user)) throw new PermissionDenied('stale_token', 'Stale token for given user.');
    await saveConfirmed(trx, user.id, mailboxOf(user.email));
    return user.id;
  });
}
