import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Middleware } from 'koa';
import { pageHeaders } from './answers/page-headers.ts';
import { MethodNotAllowed } from './errors.ts';
import { pageLanguage } from './page-language.ts';

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

/** What lies here has a hash of its content in its name. */
const hashed = '/assets/';

/** The page in each language: index.html in English, index.de.html in German. */
const pageName = /^\/index(?:\.(\w+))?\.html$/;
const english = 'en';

/**
 * Serves the built browser client: files named by their content's hash as immutable, and the page for every other path, in the language
 * that is asked for, because the page finds its own way. All files are found once, so no path can leave the folder, and read, so no request
 * touches the disk but the first one for a source map: two thirds of the bytes, for those alone who look for a fault.
 */
export function staticFiles(root: string, { sendsMail }: { sendsMail: boolean }): Middleware {
  const found = findFiles(root);
  const maps = readLater(found.filter(([address]) => isMap(address)));
  const files = readFiles(found);
  const pages = new Map<string, StaticFile>();
  for (const [name, file] of files) {
    const named = pageName.exec(name);
    if (!named) continue;
    const page = sendsMail ? withMail(file) : file;
    files.set(name, page);
    pages.set(named[1] ?? english, page);
  }
  const languages = [...pages.keys()].sort((a, b) => Number(b === english) - Number(a === english));
  if (languages[0] !== english)
    throw new Error(
      `The browser client is not built: there is no index.html in ${root}. Run "npm run build".`,
    );
  return async (ctx) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD')
      throw new MethodNotAllowed(ctx.method, ['GET', 'HEAD', 'OPTIONS']);
    const asset = files.get(ctx.path) ?? (await maps(ctx.path));
    const isHashed = ctx.path.startsWith(hashed);
    if (!asset && isHashed) {
      ctx.status = 404;
      return;
    }
    ctx.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (asset) sendFile(ctx, asset);
    else sendPage(ctx, pages, languages);
  };
}

function sendPage(ctx: Context, pages: ReadonlyMap<string, StaticFile>, languages: readonly string[]): void {
  const language = pageLanguage(ctx, languages);
  const page = pages.get(language);
  if (!page) throw new Error(`There is no page in ${language}.`);
  ctx.set('Content-Language', language);
  sendFile(ctx, page, 'Accept-Encoding, Accept-Language, Cookie');
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

/** Not by Origin, which a script's request has and a kept one's has not: the service worker would not find it. */
function sendFile(ctx: Context, file: StaticFile, vary = 'Accept-Encoding'): void {
  ctx.set('ETag', file.etag);
  ctx.set('Vary', vary);
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

/** By the address of each. */
type Found = readonly (readonly [address: string, file: string])[];

function findFiles(root: string): Found {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.map(({ parentPath, name }) => {
    const file = path.join(parentPath, name);
    return [`/${path.relative(root, file).split(path.sep).join('/')}`, file];
  });
}

const isMap = (address: string) => address.endsWith('.map');

/** Reads a file when it is first asked for, and keeps it: a thousand who ask share one. Undefined for what is not there, or is gone with another build. */
function readLater(found: Found): (address: string) => Promise<StaticFile | undefined> {
  const files = new Map(found);
  const kept = new Map<string, Promise<StaticFile | undefined>>();
  const read = async (file: string): Promise<StaticFile | undefined> => {
    const bytes = await readFile(file).catch(() => undefined);
    return bytes && { bytes, type: path.extname(file), etag: etagByName(file), encoded: new Map() };
  };
  return async (address) => {
    const file = files.get(address);
    if (file === undefined) return undefined;
    const reading = kept.get(address) ?? read(file);
    kept.set(address, reading);
    const found = await reading;
    if (!found) kept.delete(address);
    return found;
  };
}

/** All but source maps. */
function readFiles(found: Found): Map<string, StaticFile> {
  const known = new Set(found.map(([, file]) => file));
  const isTwin = (file: string) => encodings.some(([, ending]) => file.endsWith(ending));
  const read = ([address, file]: Found[number]): [string, StaticFile] => {
    const bytes = readFileSync(file);
    const twins = encodings.filter(([, ending]) => known.has(file + ending));
    return [
      address,
      {
        bytes,
        type: path.extname(file),
        etag: address.startsWith(hashed) ? etagByName(file) : etagOf(bytes),
        encoded: new Map(twins.map(([encoding, ending]) => [encoding, readFileSync(file + ending)])),
      },
    ];
  };
  return new Map(found.filter(([address, file]) => !isTwin(file) && !isMap(address)).map(read));
}

/** Of a file whose name has a hash of what is in it. */
function etagByName(file: string): string {
  return `W/"${path.basename(file)}"`;
}
