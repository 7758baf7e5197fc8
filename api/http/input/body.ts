import type { Context } from 'koa';
import { UnsupportedMediaType } from '../errors.ts';
import { parseForm } from './form.ts';
import { parseJson } from './json.ts';
import { parseMultipart } from './multipart.ts';
import { readBytes } from './read-bytes.ts';

/** Room for 4,000 code points in any escaping, with plenty to spare; a route that takes images says so itself. */
export const defaultMaxBytes = 1024 * 1024;

/** Names, passwords, tokens: anyone may send these, without an account. */
const authMaxBytes = 16 * 1024;

/** What a route of this path takes when it does not say so itself. */
export function maxBytesOf(path: string): number {
  return path.startsWith('/auth/') ? authMaxBytes : defaultMaxBytes;
}

/**
 * The request's body as a plain object (api/README.md section 1, "Bodies in"). An empty body of any type is an empty object.
 * Throws 400 for broken input, 413 past `maxBytes`, 415 for any type but JSON, urlencoded and multipart.
 */
export async function readBody(ctx: Context, maxBytes = defaultMaxBytes): Promise<Record<string, unknown>> {
  const bytes = await readBytes(ctx, maxBytes);
  if (bytes.length === 0) return {};
  const encoding = ctx.get('Content-Encoding').toLowerCase();
  if (encoding && encoding !== 'identity') throw new UnsupportedMediaType(encoding);
  const contentType = ctx.get('Content-Type');
  const charset = /;\s*charset="?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase();
  if (charset && charset !== 'utf-8' && charset !== 'utf8') throw new UnsupportedMediaType(contentType);
  switch (ctx.request.type.toLowerCase()) {
    case 'application/json':
      return parseJson(bytes);
    case 'application/x-www-form-urlencoded':
      return parseForm(bytes);
    case 'multipart/form-data':
      return parseMultipart(bytes, contentType);
    default:
      throw new UnsupportedMediaType(contentType);
  }
}
