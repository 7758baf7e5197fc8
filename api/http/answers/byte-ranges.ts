import { ApiError } from '../errors.ts';
import type { Exchange, Reply } from '../route.ts';

/** One stretch from a place on, or of the last bytes; several are not worth their multipart (RFC 9110 section 14.1.2). */
const oneRange = /^bytes=(?:(?<first>\d{1,15})-(?<last>\d{0,15})|-(?<suffix>\d{1,15}))$/;

class RangeNotSatisfiable extends ApiError {
  constructor(length: number) {
    super(416, 'range_not_satisfiable', 'No byte of this is within the range.', {
      'Content-Range': `bytes */${length}`,
    });
  }
}

/**
 * The part of a file that a GET asks for by Range, as 206, or all of it: also where If-Range names another version than `etag`, a strong one,
 * and where the range is none that is understood. Throws a 416 where the file ends before it begins.
 */
export function partOf(ctx: Exchange, file: Buffer, etag: string): Reply {
  const whole: Reply = { status: 200, body: file };
  const condition = ctx.get('If-Range');
  if (ctx.method !== 'GET' || (condition !== '' && condition !== etag)) return whole;
  const asked = oneRange.exec(ctx.get('Range'))?.groups;
  if (!asked) return whole;
  const { first, last, suffix } = asked;
  const start = first === undefined ? Math.max(0, file.length - Number(suffix)) : Number(first);
  const end = Math.min(file.length - 1, last ? Number(last) : file.length - 1);
  // Backwards it is no range at all.
  if (last && Number(last) < start) return whole;
  if (start >= file.length) throw new RangeNotSatisfiable(file.length);
  return {
    status: 206,
    body: file.subarray(start, end + 1),
    headers: { 'Content-Range': `bytes ${start}-${end}/${file.length}` },
  };
}
