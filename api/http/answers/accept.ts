import type { Context } from 'koa';

/**
 * Whether a caller takes one of these media types. Parameters but for the quality are no reason to refuse: our JSON is UTF-8,
 * whatever charset someone asks for. A bare `*`, which old clients send, is what they mean by it.
 */
export function accepts(ctx: Context, types: string[]): boolean {
  const accept = ctx.get('Accept');
  if (accept === '' || accept === '*/*') return true;
  ctx.req.headers.accept = accept
    .replace(/;(?!\s*q\s*=)[^;,]*/gi, '')
    .replace(/(^|,)\s*\*\s*(?=[,;]|$)/g, '$1*/*');
  return Boolean(ctx.accepts(...types));
}

/** Those of the types that a caller names: who takes anything, or all but JSON, does not mean what has no end. */
export function namedTypes(ctx: Pick<Context, 'get'>, types: readonly string[]): string[] {
  const accept = ctx.get('Accept').toLowerCase();
  return types.filter((type) => accept.includes(type));
}
