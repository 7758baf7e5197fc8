import { Throttled } from '../../http/errors.ts';
import type { Letter, Mailer } from '../../mail/letter.ts';
import type { Services } from '../../services.ts';
import { isEmailConfirmed, mailboxOf } from '../../users/mailbox.ts';
import { findUser, findUsersByMailbox, type User } from '../../users/queries.ts';
import { askToConfirm, offerNewPassword, tellOfNewAddress } from './letters.ts';
import type { Linking } from './links.ts';

export type MailServices = Linking & Pick<Services, 'db' | 'limits' | 'mail'>;

/** More accounts of one mailbox are not written to at once; the newest are. */
const maxAccounts = 10;

/** To whoever has given an address anew, where mail is sent. A guest has no password that could be forgotten. */
export function postConfirmation(services: MailServices, { id, email, passwordHash }: User): void {
  if (email === '' || passwordHash === null) return;
  postTo(services, id, {
    // By mailbox: whoever makes many accounts with a stranger's address sends that stranger no more mails.
    count: `confirm ${mailboxOf(email)}`,
    write: (user) => (user.email === email && !isEmailConfirmed(user) ? askToConfirm(services, user) : null),
  });
}

/** To the address that somebody had confirmed and has no more. */
export function postNotice(services: MailServices, before: User): void {
  if (!isEmailConfirmed(before)) return;
  const { email: to, username } = before;
  services.mail?.post(async () => tellOfNewAddress(services, { to, username }));
}

/**
 * To each account of which this mailbox was confirmed, and to its address as it stands there. False when too many mails wait. All that
 * depends on whether there is any happens behind the answer.
 */
export function postNewPasswords(services: MailServices, mail: Mailer, email: string): boolean {
  const mailbox = mailboxOf(email);
  return mail.post(async () => {
    const users = await findUsersByMailbox(services.db.read, { mailbox, limit: maxAccounts });
    for (const { id } of users) {
      postTo(services, id, {
        // By account: none of them uses up what the others have.
        count: `reset ${id}`,
        write: (user) =>
          isEmailConfirmed(user) && mailboxOf(user.email) === mailbox && user.passwordHash !== null
            ? offerNewPassword(services, user)
            : null,
      });
    }
    return null;
  });
}

interface Order {
  /** The key of what is counted of it. */
  count: string;
  write(user: User): Letter | null;
}

/** Written by how things are when it is sent, and counted once, however often that is tried. */
function postTo(services: MailServices, userId: number, { count, write }: Order): void {
  let isCounted = false;
  services.mail?.post(async () => {
    const user = await findUser(services.db.read, userId);
    const letter = user && !user.isDeleted ? write(user) : null;
    if (letter) isCounted ||= await isWithinLimits(services, count);
    return isCounted ? letter : null;
  });
}

/** Beyond the limits nothing is sent and nobody told: that there was something to send is nobody's business. */
async function isWithinLimits({ limits }: Pick<Services, 'limits'>, key: string): Promise<boolean> {
  try {
    await limits.takeOf('mailsToOne', key);
    await limits.takeOf('mailsToAll', 'all');
    return true;
  } catch (error) {
    if (error instanceof Throttled) return false;
    throw error;
  }
}
