import type { Context, Middleware } from 'koa';
import type { Config } from '../../process/config.ts';

type Reached = Pick<Config, 'publicUrl'>;

/** A year, as browsers' lists ask for. Of this host alone: what else lives in its domain is not ours to decide. */
const hsts = 'max-age=31536000';

/** What every response carries, whoever writes it. What concerns the page alone stands in static-files.ts. */
export function headersOfAll({ publicUrl }: Reached): Record<string, string> {
  const isSecure = publicUrl?.startsWith('https:') ?? false;
  return { 'X-Content-Type-Options': 'nosniff', ...(isSecure && { 'Strict-Transport-Security': hsts }) };
}

/** What an answer says of its keeping unless it says otherwise: most of them are for one person's eyes. */
const unkept = { 'Cache-Control': 'no-store' };

export function safeHeaders(config: Reached): Middleware {
  const headers = { ...headersOfAll(config), ...unkept };
  return (ctx, next) => {
    ctx.state.publicUrl = config.publicUrl ?? '';
    ctx.set(headers);
    return next();
  };
}

/**
 * What a link to us begins with: PUBLIC_URL, or nothing, which makes the link relative. Never what the request's Host says,
 * which anyone can write and a cache may hand on.
 */
export function publicUrlOf(ctx: Pick<Context, 'state'>): string {
  return (ctx.state as { publicUrl?: string }).publicUrl ?? '';
}
