import { etagMatches } from '../http/conditional-get.ts';
import type { Exchange, Reply } from '../http/route.ts';
import { composeBody, cursorAfter, maxQuietLag, newsTag, nothing, quietTag } from './answer.ts';
import type { FeedDeps } from './deps.ts';
import { look, type Poll, snapshot } from './look.ts';
import type { PollAdvice } from './schemas.ts';

interface Manner {
  /** It asked to be held, and is not: over a cap, or without a cursor. */
  askedToHold: boolean;
  mode: PollAdvice['mode'];
}

/** api/README.md section 5: `wait=0`, no cursor, or a cap reached. */
export async function pollAtOnce(
  deps: FeedDeps,
  ctx: Exchange,
  poll: Poll,
  { askedToHold, mode }: Manner,
): Promise<Reply> {
  const startedAt = poll.since?.position ?? 0;
  const found = poll.since ? await look(deps, { ...poll, since: poll.since }) : snapshot(deps, poll);
  const body = () => composeBody(cursorAfter(deps, poll, found), found ?? nothing, deps.advice[mode]);
  if (askedToHold)
    return { status: 200, body: body(), headers: { 'Cache-Control': 'no-store', Vary: 'Authorization' } };
  const etag = found ? newsTag(found, mode) : quietTag(mode);
  const headers = { 'Cache-Control': 'private, no-cache', ETag: etag, Vary: 'Authorization' };
  const isFarBehind = !found && deps.log.recent.head - startedAt > maxQuietLag;
  const isKnown = !isFarBehind && etagMatches(ctx.get('If-None-Match'), etag);
  return isKnown ? { status: 304, headers } : { status: 200, body: body(), headers };
}
