import type { Context, Middleware } from 'koa';
import koaJwt from 'koa-jwt';
import { payerOf } from '../http/limits/rate-limit.ts';
import type { Principal } from '../http/route.ts';
import type { Services } from '../services.ts';
import { findByBotKey, isBotKey } from './bot-keys.ts';
import { algorithm, familyIdOf, findTokenOwner, isClaims } from './tokens.ts';

/** What these middlewares leave for the routes. */
interface AuthState {
  token?: string;
  jwt?: unknown;
  principal?: Principal;
  badToken?: boolean;
}

/** RFC 9110 section 11.4: the scheme's case does not matter. All three words mean the same here. */
const header = /^(?:JWT|Bearer|Token) +(\S+) *$/i;
const knownScheme = /^(?:JWT|Bearer|Token)(?: |$)/i;

/** The token in an Authorization header, undefined when there is none of ours. */
export function tokenIn(authorization: string): string | undefined {
  return header.exec(authorization)?.[1];
}

/**
 * Finds out who is asking and refuses nobody: `state.principal` is set, or `state.badToken`, or neither; the route decides.
 * koa-jwt checks the signature; a token seen before skips that and the database.
 */
export function authenticate({
  db,
  key,
  tokens,
  clock,
  limits,
}: Pick<Services, 'db' | 'key' | 'tokens' | 'clock' | 'limits'>): Middleware[] {
  const state = (ctx: Context): AuthState => ctx.state;

  const findToken: Middleware = (ctx, next) => {
    const authorization = ctx.get('Authorization');
    const token = tokenIn(authorization);
    if (token) {
      ctx.state.principal = tokens.get(token, clock.now());
      if (tokens.hasEnded(token)) ctx.state.badToken = true;
      else ctx.state.token = token;
    } else if (knownScheme.test(authorization)) {
      ctx.state.badToken = true;
    }
    return next();
  };

  const verifySignature = koaJwt({
    // The library's types know only strings and buffers; jsonwebtoken takes a KeyObject, and far faster.
    secret: key.secret as unknown as string,
    algorithms: [algorithm],
    audience: key.audience,
    key: 'jwt',
    passthrough: true,
    getToken: (ctx) => ctx.state.token,
  }).unless({
    custom: (ctx) => isBotKey(state(ctx).token ?? '') || !state(ctx).token || Boolean(state(ctx).principal),
  });

  const loadPrincipal: Middleware = async (ctx, next) => {
    const { token, jwt, principal } = state(ctx);
    if (!token || principal) return next();
    if (isBotKey(token)) {
      const bot = await findByBotKey({ db, tokens, clock, limits }, token, payerOf(ctx));
      if (bot) ctx.state.principal = bot;
      else ctx.state.badToken = true;
      return next();
    }
    const revocationsBefore = tokens.revocations;
    const owner = isClaims(jwt) ? await findTokenOwner(db.read, jwt, clock.now()) : null;
    if (owner && isClaims(jwt)) {
      const proven = {
        userId: owner.user.id,
        username: owner.user.username,
        isBot: false,
        tokenId: jwt.jti,
        familyId: familyIdOf(jwt),
        epoch: jwt.epoch,
        expiresAt: owner.expiresAt,
      };
      tokens.add(token, proven, revocationsBefore);
      ctx.state.principal = proven;
    } else {
      if (isClaims(jwt)) tokens.addEnded(token);
      ctx.state.badToken = true;
    }
    return next();
  };

  return [findToken, verifySignature, loadPrincipal];
}
