import type { z } from 'zod';
import { created, noContent, ok } from '../http/answers/replies.ts';
import { note } from '../http/observing/security-log.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { endAllTokens } from '../tokens/end-tokens.ts';
import { issueToken } from '../tokens/tokens.ts';
import { presentProfile, presentUser } from '../users/present.ts';
import { requireLivingUser, updatePasswordHash } from '../users/queries.ts';
import { type MailServices, postConfirmation } from './email/post-mails.ts';
import { logIn, wrongPassword } from './log-in.ts';
import { passwordProblems } from './passwords.ts';
import * as schemas from './schemas.ts';
import { guestsSince, signUp, signUpComplaints } from './sign-up.ts';

/** Signing up, logging in, passwords (api/README.md section 2). One's profile is in profile-routes.ts, guests in guest-routes.ts. */
export function accountRoutes(services: MailServices & Pick<Services, 'log' | 'hashing'>): Route[] {
  const { db, log, clock, key, hashing } = services;

  const signUpAt = (path: string) =>
    route({
      method: 'post',
      path,
      summary: 'Sign up',
      description:
        'A password has 8-128 characters, is not entirely digits, not among the common ones and not ' +
        'like the name. The answer holds no token: log in for one.',
      auth: 'none',
      answers: { 201: schemas.newAccount },
      price: 'signUp',
      body: schemas.signUp,
      complaints: (fields) => signUpComplaints(db.read, fields, { guestsSince: guestsSince(services) }),
      async handle({ ctx, body }) {
        const user = await signUp(services, body);
        note(ctx, 'signed_up', { user: user.id });
        postConfirmation(services, user);
        const { id, username, email, display_name, avatar } = presentProfile(user);
        return created({ id, username, email, display_name, avatar });
      },
    });

  /** The token stands under each of these names; ours is both of simplejwt's. */
  const logInAt = (path: string, names: readonly string[], answer: z.ZodType) =>
    route({
      method: 'post',
      path,
      summary: 'Log in',
      description:
        'The username in any case. Wrong ones are a 400 that takes the same time whether the user ' +
        'exists or not; ten wrong ones per name and address in five minutes, then 429. The token ' +
        'lives 30 days.',
      auth: 'none',
      answers: { 200: answer },
      price: 'logIn',
      body: schemas.logIn,
      async handle({ ctx, payer, body }) {
        const user = await logIn(services, { ctx, payer }, body);
        note(ctx, 'logged_in', { user: user.id });
        const { token, expiresAt } = issueToken(key, clock, user);
        return ok({
          ...Object.fromEntries(names.map((name) => [name, token])),
          expires_at: new Date(expiresAt).toISOString(),
          user: presentUser(user),
        });
      },
    });

  const changePasswordAt = (path: string) =>
    route({
      method: 'post',
      path,
      summary: 'Change my password',
      description: 'Every other log-in of yours ends; this token goes on.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403],
      price: 'password',
      body: schemas.changePassword,
      async complaints({ current_password, new_password }, me) {
        const user = await requireLivingUser(db.read, me.userId);
        const problems = new_password !== undefined ? passwordProblems(new_password, user) : [];
        const isWrong =
          current_password !== undefined && !(await hashing.isCorrect(current_password, user.passwordHash));
        return {
          ...(isWrong && { current_password: [wrongPassword] }),
          ...(problems.length > 0 && { new_password: problems }),
        };
      },
      async handle({ ctx, me, body }) {
        const user = await requireLivingUser(db.read, me.userId);
        const passwordHash = await hashing.hash(body.new_password);
        await log.write(async (trx, append) => {
          await requireLivingUser(trx, user.id);
          await updatePasswordHash(trx, user.id, passwordHash);
          await endAllTokens(trx, append, { userId: user.id, spared: me.familyId });
        });
        note(ctx, 'password_changed', { user: me.userId });
        return noContent();
      },
    });

  return [
    signUpAt('/auth/users/'),
    signUpAt('/auth/users/create/'),
    logInAt('/auth/jwt/create/', ['token', 'access', 'refresh'], schemas.loggedInByJwt),
    logInAt('/auth/token/create/', ['auth_token'], schemas.loggedInByAuthToken),
    logInAt('/auth/token/login/', ['auth_token'], schemas.loggedInByAuthToken),
    changePasswordAt('/auth/password/'),
    changePasswordAt('/auth/users/set_password/'),
  ];
}
