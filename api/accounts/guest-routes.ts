import { created, ok } from '../http/answers/replies.ts';
import { note } from '../http/observing/security-log.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { issueToken } from '../tokens/tokens.ts';
import { presentUser } from '../users/present.ts';
import type { User } from '../users/queries.ts';
import { type MailServices, postConfirmation } from './email/post-mails.ts';
import { enterAsGuest, type GuestServices, upgradeGuest } from './guests.ts';
import * as schemas from './schemas.ts';
import { guestsSince, signUpComplaints } from './sign-up.ts';

/** Chat with no account (api/README.md section 2). */
export function guestRoutes(services: GuestServices & MailServices & Pick<Services, 'hashing'>): Route[] {
  const { db, key, clock, hashing } = services;

  const loggedIn = (user: User) => {
    const { token, expiresAt } = issueToken(key, clock, user);
    return { token, expires_at: new Date(expiresAt).toISOString(), user: presentUser(user) };
  };

  return [
    route({
      method: 'post',
      path: '/auth/guests/',
      summary: 'Come in as a guest',
      description:
        'A token for a nickname, without an account: a guest may do all that members do. A nickname ' +
        'that an account has, or a guest seen within two hours (`GUEST_IDLE_S`), is taken. Guests ' +
        'unseen for 30 days are removed, and their messages stay.',
      auth: 'none',
      answers: { 201: schemas.loggedIn },
      price: 'signUp',
      body: schemas.guest,
      async handle({ ctx, body }) {
        const guest = await enterAsGuest(services, body.nickname);
        note(ctx, 'guest_entered', { user: guest.id });
        return created(loggedIn(guest));
      },
    }),
    route({
      method: 'post',
      path: '/auth/guests/upgrade/',
      summary: 'Turn me, a guest, into an account',
      description:
        "The guest's id, chats and messages stay, the guest's tokens stop working, and the answer " +
        'brings a new one. An account: 403.',
      auth: 'required',
      answers: { 200: schemas.loggedIn },
      refuses: [403],
      price: 'password',
      body: schemas.signUp,
      complaints: (fields, me) =>
        signUpComplaints(db.read, fields, { byOtherThan: me.userId, guestsSince: guestsSince(services) }),
      async handle({ ctx, me, body }) {
        const upgrade = {
          username: body.username,
          displayName: body.display_name,
          email: body.email ?? '',
          passwordHash: await hashing.hash(body.password),
        };
        const account = await upgradeGuest(services, me.userId, upgrade);
        note(ctx, 'guest_upgraded', { user: me.userId });
        postConfirmation(services, account);
        return ok(loggedIn(account));
      },
    }),
  ];
}
