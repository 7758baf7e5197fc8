import type { Letter } from '../../mail/letter.ts';
import type { User } from '../../users/queries.ts';
import { type Linking, linkFor } from './links.ts';

/** A paragraph a line: mail programs break them. */
function lines(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}

/**
 * To an address that may be a stranger's, as whoever gave it may have mistyped it or mean harm. So there is no word in it that anybody chose,
 * no username either: one may look like a link.
 */
export function askToConfirm(linking: Linking, user: User): Letter {
  return {
    to: user.email,
    subject: 'Confirm your e-mail address',
    text: lines(
      `Somebody, and we hope it was you, gave this address to an account at ${linking.config.publicUrl}. Open this link within three days to confirm that it is yours:`,
      linkFor(linking, user, 'confirm-email'),
      'With a confirmed address you can set a new password when you have forgotten yours.',
      'If it was not you, leave the link alone: then the address opens nothing.',
    ),
  };
}

/** Names the account: who has forgotten the username learns it by this as well. */
export function offerNewPassword(linking: Linking, user: User): Letter {
  return {
    to: user.email,
    subject: 'Set a new password',
    text: lines(
      `Somebody, and we hope it was you, asked for a new password for the account "${user.username}" at ${linking.config.publicUrl}. Open this link within an hour to choose one:`,
      linkFor(linking, user, 'reset-password'),
      'The account is then logged out on every device.',
      'If it was not you, do nothing: the password stays as it is.',
    ),
  };
}

/** To the address of before, which is the last that is known to be the holder's. It does not say which one came after. */
export function tellOfNewAddress(
  { config }: Linking,
  { to, username }: { to: string; username: string },
): Letter {
  return {
    to,
    subject: 'Your e-mail address was changed',
    text: lines(
      `The account "${username}" at ${config.publicUrl} does not have this address any more. Whoever changed that knew its password.`,
      'If it was not you, tell those who run that server, soon: a new password can no longer be sent to you here.',
    ),
  };
}
