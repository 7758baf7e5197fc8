import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Context, Middleware } from 'koa';
import { pageHeaders } from './answers/page-headers.ts';
import { MethodNotAllowed } from './errors.ts';

/** One built file, with its compressed twins where the build made them. */
interface StaticFile {
  bytes: Buffer;
  type: string;
  etag: string;
  encoded: Map<string, Buffer>;
}

/**
 * No inline script or style, nothing from elsewhere, nothing may frame us. No text of ours ever becomes markup or code: the
 * page's one policy is for the address of its service worker (web/app/keep-offline.ts).
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types holdline',
].join('; ');

const headers = pageHeaders(contentSecurityPolicy);

/** By preference, with the file ending that the build gives each. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Serves the built browser client: files named by their content's hash as immutable, and index.html for every other path,
 * because the page finds its own way. Everything is read once, so no request touches the disk and no path can leave
 * the folder.
 */
export function staticFiles(root: string, { sendsMail }: { sendsMail: boolean }): Middleware {
  const files = readFiles(root);
  const built = files.get('/index.html');
  const page = built && sendsMail ? withMail(built) : built;
  if (!page)
    throw new Error(
      `The browser client is not built: there is no index.html in ${root}. Run "npm run build".`,
    );
  return (ctx) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD')
      throw new MethodNotAllowed(ctx.method, ['GET', 'HEAD', 'OPTIONS']);
    const asset = ctx.path === '/index.html' ? page : files.get(ctx.path);
    if (ctx.path.startsWith('/assets/') && !asset) {
      ctx.status = 404;
      return;
    }
    sendFile(ctx, asset ?? page);
    const isHashed = ctx.path.startsWith('/assets/');
    ctx.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  };
}

/**
 * The page of a server that sends e-mail says so in its first tag, so that it offers what takes one without asking first. What the build has
 * compressed does not say it, and is left out: it is two kilobytes.
 */
function withMail({ bytes, type }: StaticFile): StaticFile {
  const told = Buffer.from(bytes.toString().replace('<html', '<html data-mail="on"'));
  return { bytes: told, type, etag: etagOf(told), encoded: new Map() };
}

function etagOf(bytes: Buffer): string {
  return `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`;
}

function sendFile(ctx: Context, file: StaticFile): void {
  ctx.set('ETag', file.etag);
  ctx.set('Vary', 'Accept-Encoding');
  ctx.set(headers);
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  const encoding = encodings
    .map(([name]) => name)
    .find((name) => file.encoded.has(name) && ctx.acceptsEncodings(name));
  if (encoding) ctx.set('Content-Encoding', encoding);
  ctx.body = (encoding && file.encoded.get(encoding)) ?? file.bytes;
  ctx.type = file.type;
}

function readFiles(root: string): Map<string, StaticFile> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(path.join(root, name)).isFile(),
  );
  const known = new Set(names);
  const isTwin = (name: string) => encodings.some(([, ending]) => name.endsWith(ending));
  const read = (name: string): StaticFile => {
    const bytes = readFileSync(path.join(root, name));
    const twins = encodings.filter(([, ending]) => known.has(name + ending));
    return {
      bytes,
      type: path.extname(name),
      etag: etagOf(bytes),
      encoded: new Map(
        twins.map(([encoding, ending]) => [encoding, readFileSync(path.join(root, name + ending))]),
      ),
    };
  };
  return new Map(
    names.filter((name) => !isTwin(name)).map((name) => [`/${name.split(path.sep).join('/')}`, read(name)]),
  );
}
