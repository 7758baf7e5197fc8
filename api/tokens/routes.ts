import { noContent, ok } from '../http/answers/replies.ts';
import { ValidationError } from '../http/errors.ts';
import { note } from '../http/observing/security-log.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { endAllTokens, endTokens } from './end-tokens.ts';
import { refreshToken } from './refresh-token.ts';
import * as schemas from './schemas.ts';
import { type Claims, findTokenOwner, readToken } from './tokens.ts';

/** Renewing, checking and ending a token (api/README.md section 2); the first comes with a log-in, in accounts/. */
export function tokenRoutes(services: Pick<Services, 'db' | 'log' | 'clock' | 'key'>): Route[] {
  const { db, log, clock, key } = services;

  /** A token in the body, for those who check or renew one that they hold. */
  const claimsOf = (token: string): Claims => readToken(key, token) ?? refuse();
  const answer = (token: string, expiresAt: number) =>
    ok({ token, expires_at: new Date(expiresAt).toISOString() });

  const logOutAt = (path: string) =>
    route({
      method: 'post',
      path,
      summary: 'Log out, here or everywhere',
      description:
        'The token and all that come from the same log-in stop working at once; with `all` every ' +
        'token of yours.',
      auth: 'required',
      answers: { 204: null },
      body: schemas.logOut,
      async handle({ ctx, me, body }) {
        if (!body.all) await endTokens(log, me);
        else await log.write((trx, append) => endAllTokens(trx, append, { userId: me.userId, spared: null }));
        note(ctx, body.all ? 'tokens_revoked' : 'logged_out', { user: me.userId });
        return noContent();
      },
    });

  return [
    route({
      method: 'post',
      path: '/auth/jwt/refresh/',
      summary: 'A new token in place of one that still works',
      description:
        'Keep the new one for the next time: `access` and `refresh` are other names of the same. The ' +
        'old one works a minute more, in which the same call answers the same new token. Refreshed ' +
        'later, it ends all tokens of its log-in.',
      auth: 'none',
      answers: { 200: schemas.refreshedToken },
      body: schemas.refreshToken,
      async handle({ body }) {
        const old = body.token ?? body.refresh;
        if (old === undefined) throw new ValidationError({ token: ['This field is required.'] });
        const { token, expiresAt } = (await refreshToken(services, claimsOf(old))) ?? refuse();
        return ok({ token, access: token, refresh: token, expires_at: new Date(expiresAt).toISOString() });
      },
    }),
    route({
      method: 'post',
      path: '/auth/jwt/verify/',
      summary: 'Does this token work, and until when?',
      description: 'Of a token that was replaced: the end of its minute. Of one that does not work: 400.',
      auth: 'none',
      answers: { 200: schemas.knownToken },
      body: schemas.tokenOnly,
      async handle({ body }) {
        const owner = await findTokenOwner(db.read, claimsOf(body.token), clock.now());
        return answer(body.token, (owner ?? refuse()).expiresAt);
      },
    }),
    logOutAt('/auth/token/destroy/'),
    logOutAt('/auth/token/logout/'),
  ];
}

/** One sentence for every reason: which it was is nothing that a holder of some token should learn. */
function refuse(): never {
  throw new ValidationError({ non_field_errors: ['Token is invalid or expired.'] });
}
