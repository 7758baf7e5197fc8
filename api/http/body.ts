import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { ParseError, PayloadTooLarge, UnsupportedMediaType, ValidationError } from './errors.ts';
import { parseForm } from './form.ts';
import { parseMultipart } from './multipart.ts';
import { decodeUtf8 } from './utf8.ts';

/** Room for 4,000 code points in any escaping, with plenty to spare; a route that takes images says so itself. */
export const defaultMaxBytes = 1024 * 1024;

/** What separates values in JSON. A large body is one large text, an image in base64, which holds none of them. */
const separators = ['[', '{', ','];
const maxSeparators = 10_000;

/**
 * The request's body as a plain object (API.md section 1, "Bodies in"). An empty body of any type is an empty object.
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
      return parseForm(decodeUtf8(bytes));
    case 'multipart/form-data':
      return parseMultipart(bytes, contentType);
    default:
      throw new UnsupportedMediaType(contentType);
  }
}

async function readBytes(ctx: Context, maxBytes: number): Promise<Buffer> {
  const declared = Number(ctx.get('Content-Length') || 0);
  if (declared > maxBytes) throw new PayloadTooLarge(maxBytes);
  try {
    return await getRawBody(ctx.req, { limit: maxBytes });
  } catch (error) {
    const { type } = error as { type?: string };
    if (type === 'entity.too.large') {
      // The reader paused it. Left so, what still comes would block the next request on the same connection.
      ctx.req.resume();
      throw new PayloadTooLarge(maxBytes);
    }
    if (type === 'request.aborted' || type === 'request.size.invalid') {
      throw new ParseError('The request body ended early.');
    }
    throw error;
  }
}

function parseJson(bytes: Buffer): Record<string, unknown> {
  // Eight megabytes of brackets would take the parser, and so everyone, more than a second.
  if (bytes.length > defaultMaxBytes && hasManyValues(bytes)) throw new PayloadTooLarge(defaultMaxBytes);
  const json = decodeUtf8(bytes);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ParseError(`JSON parse error - ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  if (isPlainObject(value)) return value;
  const message = `Invalid data. Expected a dictionary, but got ${pythonTypeName(value)}.`;
  throw new ValidationError({ non_field_errors: [message] });
}

function hasManyValues(json: Buffer): boolean {
  let count = 0;
  for (const separator of separators) {
    for (let at = json.indexOf(separator); at >= 0; at = json.indexOf(separator, at + 1)) {
      count += 1;
      if (count > maxSeparators) return true;
    }
  }
  return false;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** DRF names the type in its own language, and its clients know the sentence. */
function pythonTypeName(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return 'str';
}
