import { lazy } from '../../kit/parts/lazy.ts';

/** Where the link of a mail leads, whether one is logged in or not. */
export const MailedLink = lazy(
  () => import('./mail.ts'),
  ({ MailedLink }) => MailedLink,
);
