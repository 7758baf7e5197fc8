import { createHash } from 'node:crypto';

/**
 * What a confirmed address is known by, whatever its case. A digest, so that the row of whoever has none any more, or ends while a node of the
 * release before serves, holds no address; and compared with the present address, so that one that such a node changes is not confirmed.
 */
export function mailboxOf(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('base64url');
}

/** Whether this person has shown that mail to their present address reaches them. */
export function isEmailConfirmed(user: { email: string; confirmedEmailDigest: string | null }): boolean {
  return (
    user.email !== '' &&
    user.confirmedEmailDigest !== null &&
    user.confirmedEmailDigest === mailboxOf(user.email)
  );
}
