import { lazy } from '../../kit/parts/lazy.ts';

const load = () => import('./mail.ts');

/** Where the link of a mail leads, whether one is logged in or not. */
export const MailedLink = lazy(load, ({ MailedLink }) => MailedLink);
export const ForgotPassword = lazy(load, ({ ForgotPassword }) => ForgotPassword);
