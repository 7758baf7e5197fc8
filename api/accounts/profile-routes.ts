import { noContent, ok } from '../http/answers/replies.ts';
import type { FieldErrors } from '../http/errors.ts';
import type { Payer } from '../http/limits/rate-limit.ts';
import { note } from '../http/observing/security-log.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { presentOwnProfile } from '../users/present.ts';
import { requireLivingUser, type User } from '../users/queries.ts';
import { ownProfile } from '../users/schemas.ts';
import { isDisplayNameTaken, isUsernameTaken } from '../users/taken-names.ts';
import { changeProfile } from './change-profile.ts';
import { changeUsername } from './change-username.ts';
import { deleteAccount } from './delete-account.ts';
import { type MailServices, postConfirmation, postNotice } from './email/post-mails.ts';
import { requireCurrentPassword, wrongPassword } from './log-in.ts';
import * as schemas from './schemas.ts';
import { displayNameTaken, guestsSince, usernameTaken } from './sign-up.ts';

/** One's own account: shown, changed, ended (api/README.md section 2). The row is asked for: the account may have ended since the token was proven. */
export function profileRoutes(
  services: MailServices & Pick<Services, 'log' | 'hashing' | 'accountTies'>,
): Route[] {
  const { db, hashing, limits, mail } = services;

  /**
   * Where mail is sent, whoever has the mailbox has the account: whoever only found a device unlocked, or a token, must not make theirs of it.
   * A guest has no password to prove, and none to be sent.
   */
  const requirePasswordForEmail = async (me: User, payer: Payer, given: string | undefined) => {
    if (!mail || me.passwordHash === null) return;
    await limits.take('password', payer);
    await requireCurrentPassword(hashing, me, given);
  };

  const showMeAt = (path: string) =>
    route({
      method: 'get',
      path,
      summary: 'My profile',
      description: 'With the e-mail address, which nobody else is shown.',
      auth: 'required',
      answers: { 200: ownProfile },
      handle: async ({ me }) => ok(presentOwnProfile(await requireLivingUser(db.read, me.userId))),
    });

  const changeMeAt = (path: string, method: 'patch' | 'put' = 'patch') =>
    route({
      method,
      path,
      summary: 'Change my profile',
      description:
        'What is not sent stays as it is. Every chat in which the name shows gets `user.updated`. `read_receipts: false` tells ' +
        'nobody what one has read, and one nothing of others.',
      auth: 'required',
      answers: { 200: ownProfile },
      price: 'changeProfile',
      body: schemas.changeProfile,
      async complaints({ display_name }, me): Promise<FieldErrors> {
        if (display_name === undefined) return {};
        const isTaken = await isDisplayNameTaken(db.read, display_name, me.userId);
        return isTaken ? { display_name: [displayNameTaken] } : {};
      },
      async handle({ ctx, me, payer, body }) {
        const before = await requireLivingUser(db.read, me.userId);
        const isOtherEmail = body.email !== undefined && body.email !== before.email;
        if (isOtherEmail) await requirePasswordForEmail(before, payer, body.current_password);
        const change = {
          ...(body.display_name !== undefined && { displayName: body.display_name }),
          ...(body.avatar !== undefined && { avatar: body.avatar }),
          ...(body.email !== undefined && { email: body.email }),
          ...(body.read_receipts !== undefined && { readReceipts: body.read_receipts }),
        };
        if (Object.keys(change).length === 0) return ok(presentOwnProfile(before));
        const user = await changeProfile(services, me.userId, change);
        if (isOtherEmail) {
          note(ctx, 'email_changed', { user: user.id });
          postNotice(services, before);
          postConfirmation(services, user);
        }
        return ok(presentOwnProfile(user));
      },
    });

  const deleteMeAt = (path: string) =>
    route({
      method: 'delete',
      path,
      summary: 'Delete my account',
      description:
        'With the password; a guest has none. Messages stay and show a deleted user, and chats are ' +
        'handed over as when leaving.',
      auth: 'required',
      answers: { 204: null },
      price: 'password',
      body: schemas.deleteAccount,
      async handle({ ctx, me, body }) {
        const user = await requireLivingUser(db.read, me.userId);
        if (!user.isGuest) await requireCurrentPassword(hashing, user, body.current_password);
        await deleteAccount(services, me.userId);
        note(ctx, 'account_deleted', { user: me.userId });
        return noContent();
      },
    });

  return [
    showMeAt('/auth/me/'),
    showMeAt('/auth/users/me/'),
    changeMeAt('/auth/me/'),
    changeMeAt('/auth/users/me/'),
    changeMeAt('/auth/users/me/', 'put'),
    deleteMeAt('/auth/me/'),
    deleteMeAt('/auth/users/me/'),
    route({
      method: 'post',
      path: '/auth/users/set_username/',
      summary: 'Change my username',
      description:
        'Log-ins go on and the display name stays. Nobody else gets the old name while you are here. ' +
        'A guest has no password to prove, and gets a name by upgrading.',
      auth: 'required',
      answers: { 204: null },
      price: 'password',
      body: schemas.changeUsername,
      async complaints({ current_password, new_username }, me): Promise<FieldErrors> {
        const user = await requireLivingUser(db.read, me.userId);
        const others = { byOtherThan: me.userId, guestsSince: guestsSince(services) };
        const isTaken = new_username !== undefined && (await isUsernameTaken(db.read, new_username, others));
        const isWrong =
          current_password !== undefined && !(await hashing.isCorrect(current_password, user.passwordHash));
        return {
          ...(isWrong && { current_password: [wrongPassword] }),
          ...(isTaken && { new_username: [usernameTaken] }),
        };
      },
      async handle({ ctx, me, body }) {
        await changeUsername(services, me.userId, body.new_username);
        note(ctx, 'username_changed', { user: me.userId });
        return noContent();
      },
    }),
  ];
}
