import type { Exchange, Reply } from '../route.ts';

/** A poll's answer may be kept by the one who asked, and must be checked each time (api/README.md section 1, Caching). */
const pollHeaders = { 'Cache-Control': 'private, no-cache', Vary: 'Authorization' };

/**
 * Answers 304 without a body when the caller holds this version already, else asks `make` for it. `version` must change
 * whenever what this reader sees changes; null: unknown, or nothing to be kept, so no ETag.
 */
export async function conditional(
  ctx: Exchange,
  version: string | null,
  make: () => Promise<unknown>,
): Promise<Reply> {
  if (version === null)
    return { status: 200, body: await make(), headers: { ...pollHeaders, 'Cache-Control': 'no-store' } };
  const headers = { ETag: tagOf(version), ...pollHeaders };
  return etagMatches(ctx.get('If-None-Match'), headers.ETag)
    ? { status: 304, headers }
    : { status: 200, body: await make(), headers };
}

export const tagOf = (version: string): string => `W/"${version}"`;

/** RFC 9110 section 13.1.2: a list of tags or `*`, compared weakly. */
export function etagMatches(header: string, etag: string): boolean {
  if (header === etag) return true;
  if (header === '') return false;
  const bare = etag.replace(/^W\//, '');
  return header.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === bare);
}
