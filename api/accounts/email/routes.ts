import { noContent } from '../../http/answers/replies.ts';
import { type FieldErrors, NotImplemented, ServiceUnavailable, ValidationError } from '../../http/errors.ts';
import { note } from '../../http/observing/security-log.ts';
import { type Route, route } from '../../http/route.ts';
import type { Mailer } from '../../mail/letter.ts';
import type { Services } from '../../services.ts';
import { isEmailConfirmed } from '../../users/mailbox.ts';
import { requireLivingUser } from '../../users/queries.ts';
import { passwordProblems } from '../passwords.ts';
import { confirmEmail } from './confirm-email.ts';
import { requireLinked } from './links.ts';
import { type MailServices, postConfirmation, postNewPasswords } from './post-mails.ts';
import { resetPassword } from './reset-password.ts';
import * as schemas from './schemas.ts';

/**
 * What Djoser does by e-mail. Without SMTP_URL each is a 501 and no 404, so that whoever comes from there learns that it is the server that
 * cannot, and not the address or the name that is wrong; the same whatever is asked, as nothing is looked up.
 */
export function emailRoutes(services: MailServices & Pick<Services, 'log' | 'hashing'>): Route[] {
  const { db, mail } = services;

  const requireMail = async (): Promise<Mailer> => {
    if (!mail) throw new NotImplemented('no_email', 'This server sends no e-mail.');
    return mail;
  };

  /** Usernames are no secrets: the mail about a password names the account's, and set_username/ changes it. */
  const neverAt = (path: '/auth/users/reset_username/' | '/auth/users/reset_username_confirm/') =>
    route({
      method: 'post',
      path,
      summary: 'By e-mail, which no username is changed by',
      description: "A call of Djoser's. Whatever is asked, the answer is 501.",
      auth: 'none',
      answers: {},
      refuses: [501],
      price: 'logIn',
      async handle() {
        await requireMail();
        throw new NotImplemented('no_username_reset', 'This server changes no username by e-mail.');
      },
    });

  return [
    route({
      method: 'post',
      path: '/auth/users/activation/',
      summary: 'Confirm my e-mail address',
      description:
        'With `uid` and `token` from the link in the mail. All calls by e-mail are a 501 `no_email` where the ' +
        'server sends none.',
      auth: 'none',
      answers: { 204: null },
      refuses: [403, 501],
      price: 'logIn',
      scope: requireMail,
      body: schemas.confirmEmail,
      async handle({ ctx, body }) {
        note(ctx, 'email_confirmed', { user: await confirmEmail(services, body) });
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/auth/users/resend_activation/',
      summary: 'Send me the mail that confirms my address once more',
      auth: 'required',
      answers: { 204: null },
      refuses: [400, 501],
      price: 'mail',
      scope: requireMail,
      async handle({ me }) {
        const user = await requireLivingUser(db.read, me.userId);
        if (user.email === '' || user.passwordHash === null || isEmailConfirmed(user))
          throw new ValidationError({ email: ['There is no address to confirm.'] });
        postConfirmation(services, user);
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/auth/users/reset_password/',
      summary: 'Send whoever has this address a link to a new password',
      description: 'A 204 at once, whether somebody has it or not.',
      auth: 'none',
      answers: { 204: null },
      refuses: [501],
      price: 'mail',
      scope: requireMail,
      body: schemas.askForReset,
      handle({ body, scope }) {
        // At once, whoever has the address: neither words nor time tell whether anybody does.
        if (!postNewPasswords(services, scope, body.email))
          throw new ServiceUnavailable('Too many mails wait. Try again in a moment.');
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/auth/users/reset_password_confirm/',
      summary: 'Choose a new password by a link from a mail',
      description: 'With `uid` and `token` from the link.',
      auth: 'none',
      answers: { 204: null },
      refuses: [501],
      price: 'logIn',
      scope: requireMail,
      body: schemas.resetPassword,
      async complaints({ uid, token, new_password, re_new_password }): Promise<FieldErrors> {
        if (uid === undefined || token === undefined) return {};
        const user = await requireLinked(db.read, services, 'reset-password', { uid, token });
        const problems = new_password === undefined ? [] : passwordProblems(new_password, user);
        const differs = re_new_password !== undefined && re_new_password !== new_password;
        return {
          ...(problems.length > 0 && { new_password: problems }),
          ...(differs && { non_field_errors: ["The two password fields didn't match."] }),
        };
      },
      async handle({ ctx, body }) {
        note(ctx, 'password_reset', { user: await resetPassword(services, body, body.new_password) });
        return noContent();
      },
    }),
    neverAt('/auth/users/reset_username/'),
    neverAt('/auth/users/reset_username_confirm/'),
  ];
}
