import type { Database } from '../db/connection.ts';
import { ValidationError } from '../http/errors.ts';
import type { RateLimits } from '../http/limits/rate-limit.ts';
import { created, noContent, ok } from '../http/replies.ts';
import { type Route, route } from '../http/route.ts';
import { note } from '../http/security-log.ts';
import { endAllTokens, endTokens } from '../tokens/end-tokens.ts';
import { refreshToken } from '../tokens/refresh-token.ts';
import { type Claims, findTokenOwner, issueToken, readToken, type TokenKey } from '../tokens/tokens.ts';
import { presentProfile, presentUser } from '../users/present.ts';
import { requireLivingUser, type User, updatePasswordHash } from '../users/queries.ts';
import type { Hashing } from './hashing.ts';
import { logIn, wrongPassword } from './log-in.ts';
import { passwordProblems } from './passwords.ts';
import * as schemas from './schemas.ts';
import { guestsSince, type SignUpDeps, signUp, signUpComplaints } from './sign-up.ts';

export interface AccountDeps extends SignUpDeps {
  db: Database;
  key: TokenKey;
  limits: RateLimits;
  hashing: Hashing;
}

/** Section 2 of the contract, but for what touches chats too (accounts/profile-routes.ts). */
export function accountRoutes(deps: AccountDeps): Route[] {
  const { db, log, clock, key, hashing } = deps;

  const signUpAt = (path: string) =>
    route({
      method: 'post',
      path,
      summary: 'Sign up',
      auth: 'none',
      price: 'signUp',
      body: schemas.signUp,
      complaints: (fields) => signUpComplaints(db.read, fields, { guestsSince: guestsSince(deps) }),
      async handle({ ctx, body }) {
        const user = await signUp(deps, body);
        note(ctx, 'signed_up', { user: user.id });
        const { id, username, email, display_name, avatar } = presentProfile(user);
        return created({ id, username, email, display_name, avatar });
      },
    });

  const logInAt = (path: string, tokenKey: 'token' | 'auth_token') =>
    route({
      method: 'post',
      path,
      summary: 'Log in',
      auth: 'none',
      price: 'logIn',
      body: schemas.logIn,
      async handle({ ctx, payer, body }) {
        const user = await logIn(deps, { ctx, payer }, body);
        note(ctx, 'logged_in', { user: user.id });
        const { token, expiresAt } = issueToken(key, clock, user);
        return ok({
          [tokenKey]: token,
          expires_at: new Date(expiresAt).toISOString(),
          user: presentUser(user),
        });
      },
    });

  /** A token in the body, for those who check or renew one that they hold. */
  const claimsOf = (token: string): Claims => readToken(key, token) ?? refuse();
  const answer = (token: string, expiresAt: number) =>
    ok({ token, expires_at: new Date(expiresAt).toISOString() });

  const showMeAt = (path: string) =>
    route({
      method: 'get',
      path,
      summary: 'My profile',
      auth: 'required',
      handle: async ({ me }) => ok(presentProfile(await requireUser(deps, me.userId))),
    });

  return [
    signUpAt('/auth/users/'),
    signUpAt('/auth/users/create/'),
    logInAt('/auth/jwt/create/', 'token'),
    logInAt('/auth/token/create/', 'auth_token'),
    showMeAt('/auth/me/'),
    showMeAt('/auth/users/me/'),
    route({
      method: 'post',
      path: '/auth/jwt/refresh/',
      summary: 'A new token in place of one that still works',
      auth: 'none',
      body: schemas.tokenOnly,
      async handle({ body }) {
        const { token, expiresAt } = (await refreshToken(deps, claimsOf(body.token))) ?? refuse();
        return answer(token, expiresAt);
      },
    }),
    route({
      method: 'post',
      path: '/auth/jwt/verify/',
      summary: 'Does this token work, and until when?',
      auth: 'none',
      body: schemas.tokenOnly,
      async handle({ body }) {
        const owner = await findTokenOwner(db.read, claimsOf(body.token), clock.now());
        return answer(body.token, (owner ?? refuse()).expiresAt);
      },
    }),
    route({
      method: 'post',
      path: '/auth/token/destroy/',
      summary: 'Log out, here or everywhere',
      auth: 'required',
      body: schemas.logOut,
      async handle({ ctx, me, body }) {
        if (!body.all) await endTokens(log, me);
        else await log.write((trx, append) => endAllTokens(trx, append, { userId: me.userId, spared: null }));
        note(ctx, body.all ? 'tokens_revoked' : 'logged_out', { user: me.userId });
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/auth/password/',
      summary: 'Change my password',
      auth: 'required',
      price: 'password',
      body: schemas.changePassword,
      async complaints({ current_password, new_password }, me) {
        const user = await requireUser(deps, me.userId);
        const problems = new_password !== undefined ? passwordProblems(new_password, user) : [];
        const isWrong =
          current_password !== undefined && !(await hashing.isCorrect(current_password, user.passwordHash));
        return {
          ...(isWrong && { current_password: [wrongPassword] }),
          ...(problems.length > 0 && { new_password: problems }),
        };
      },
      async handle({ ctx, me, body }) {
        const user = await requireUser(deps, me.userId);
        const passwordHash = await hashing.hash(body.new_password);
        await log.write(async (trx, append) => {
          await requireLivingUser(trx, user.id);
          await updatePasswordHash(trx, user.id, passwordHash);
          await endAllTokens(trx, append, { userId: user.id, spared: me.familyId });
        });
        note(ctx, 'password_changed', { user: me.userId });
        return noContent();
      },
    }),
  ];
}

/** One sentence for every reason: which it was is nothing that a holder of some token should learn. */
function refuse(): never {
  throw new ValidationError({ non_field_errors: ['Token is invalid or expired.'] });
}

/** The row behind a proven token. The account may have ended since the proof. */
export function requireUser({ db }: { db: Database }, userId: number): Promise<User> {
  return requireLivingUser(db.read, userId);
}
