import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ApiError } from '../errors.ts';
import type { Exchange, Reply } from '../route.ts';
import { takesGzip } from './accept-encoding.ts';

/** A client that takes nothing for so long is gone, though its connection may not know it. */
const maxStallMs = 60_000;

const taken: Reply = { status: 200, isTaken: true };

export interface Download {
  /** Any text; made safe here. */
  name: string;
  /** Without the dot. */
  extension: string;
  contentType: string;
  /** Made when the client has taken the piece before. Ended early by `return` when the client hangs up. */
  pieces: AsyncGenerator<string>;
}

/**
 * Sends a file piece by piece as the client takes it, as gzip if it takes that, never more than two pieces in memory. What fails before the first
 * piece is an error like any other; what fails later cuts the connection, so that half a file never looks like a whole
 * one. `onFailure` hears of that unless it was meant (an ApiError) or the client hung up.
 */
export async function sendDownload(
  ctx: Exchange,
  { name, extension, contentType, pieces }: Download,
  onFailure: (error: unknown) => void,
): Promise<Reply> {
  const first = await pieces.next();
  const { res } = ctx;
  ctx.status = 200;
  ctx.vary('Authorization, Accept-Encoding');
  const isGzipTaken = takesGzip(ctx.get('Accept-Encoding'));
  if (isGzipTaken) ctx.set('Content-Encoding', 'gzip');
  ctx.set({
    'Content-Type': contentType,
    'Content-Disposition': contentDisposition(name, extension),
    'Cache-Control': 'private, no-store',
  });
  if (ctx.method === 'HEAD') {
    await pieces.return(undefined);
    res.end();
    return taken;
  }
  res.setTimeout(maxStallMs, () => res.destroy());
  const source = Readable.from(startingWith(first, pieces), { highWaterMark: 1 });
  const sent = isGzipTaken ? pipeline(source, createGzip(), res) : pipeline(source, res);
  sent.catch((error) => {
    const hungUp = String((error as { code?: unknown }).code).startsWith('ERR_STREAM_');
    if (!hungUp && !(error instanceof ApiError)) onFailure(error);
  });
  return taken;
}

async function* startingWith(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

/** RFC 6266: a plain name for old clients, the real one in UTF-8 for all others. */
export function contentDisposition(name: string, extension: string): string {
  const real = name.replace(/[\p{C}/\\:*?"<>|]+/gu, ' ').trim();
  const plain = real
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ._-]/g, '')
    .replace(/[ .]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const encoded = encodeURIComponent(`${real || 'file'}.${extension}`).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain || 'file'}.${extension}"; filename*=UTF-8''${encoded}`;
}
