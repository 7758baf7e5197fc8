import cors from '@koa/cors';
import type { Middleware } from 'koa';
import type { Config } from '../process/config.ts';
import { ParseError } from './errors.ts';

/** api/README.md section 1. */
export const exposedHeaders = 'ETag,Retry-After,Preference-Applied,Location,X-Request-ID,Content-Range';

/** Tokens travel in a header, never in cookies, so any origin may ask (api/README.md section 1, CORS). */
export function crossOrigin(origins: Config['corsOrigins']): Middleware {
  return cors({
    origin: origins === '*' ? '*' : (ctx) => (origins.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),
    allowMethods: 'GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS',
    exposeHeaders: exposedHeaders,
    maxAge: 86_400,
  });
}

/**
 * Proxies may be asked with a whole URL (RFC 9112 section 3.2.2); only its path matters here. Comes before anything that asks
 * for `ctx.path`, which throws for what is no URL.
 */
export function requestTarget(): Middleware {
  return (ctx, next) => {
    if (ctx.req.url?.startsWith('/')) return next();
    if (!URL.canParse(ctx.req.url ?? '')) throw new ParseError('The request target is not a path.');
    const { pathname, search } = new URL(ctx.req.url ?? '');
    ctx.url = `${pathname}${search}`;
    return next();
  };
}

/** Django's paths end in a slash. Without it every method works the same, and no redirect loses a body. */
export function trailingSlash(): Middleware {
  return (ctx, next) => {
    if (!ctx.path.endsWith('/') && !ctx.path.startsWith('/assets/')) {
      const lastPart = ctx.path.slice(ctx.path.lastIndexOf('/') + 1);
      if (!lastPart.includes('.') || /^\/(api|auth)\//.test(ctx.path)) ctx.path += '/';
    }
    return next();
  };
}
