import { etagMatches } from '../http/answers/conditional-get.ts';
import { hasNoLine } from '../http/observing/request-log.ts';
import type { Exchange, Reply } from '../http/route.ts';
import { beginning, countBetween } from '../log/place.ts';
import { isQuiet } from '../log/read.ts';
import type { Services } from '../services.ts';
import { composeBody, cursorAfter, maxQuietLag, newsTag, nothing, quietTag } from './answer.ts';
import { type Looking, look, type Poll, snapshot } from './look.ts';
import type { PollAdvice } from './schemas.ts';

interface Manner {
  /** It asked to be held, and is not: over a cap, or without a cursor. */
  askedToHold: boolean;
  mode: PollAdvice['mode'];
}

/** api/README.md section 5: `wait=0`, no cursor, or a cap reached. */
export async function pollAtOnce(
  services: Looking & Pick<Services, 'advice'>,
  ctx: Exchange,
  poll: Poll,
  { askedToHold, mode }: Manner,
): Promise<Reply> {
  const startedAt = poll.since?.position ?? beginning;
  const found = poll.since ? await look(services, { ...poll, since: poll.since }) : snapshot(services, poll);
  if (poll.since && !found) hasNoLine(ctx.res.req);
  const body = () => composeBody(cursorAfter(services, poll, found), found ?? nothing, services.advice[mode]);
  if (askedToHold)
    return { status: 200, body: body(), headers: { 'Cache-Control': 'no-store', Vary: 'Authorization' } };
  const etag = found ? newsTag(found, mode) : quietTag(mode);
  const headers = { 'Cache-Control': 'private, no-cache', ETag: etag, Vary: 'Authorization' };
  // Nor is whoever comes again from a place of which memory knows nothing: the database would be asked each time.
  const isFarBehind =
    !found &&
    (countBetween(startedAt, services.log.head) > maxQuietLag ||
      !isQuiet(services.log, { ...poll, position: startedAt }));
  const isKnown = !isFarBehind && etagMatches(ctx.get('If-None-Match'), etag);
  return isKnown ? { status: 304, headers } : { status: 200, body: body(), headers };
}
