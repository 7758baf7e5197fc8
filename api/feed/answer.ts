import { createHash } from 'node:crypto';
import type { Services } from '../services.ts';
import type { Found, Poll } from './look.ts';
import type { PollAdvice } from './schemas.ts';

/** A client that is only ever told "nothing new" keeps its cursor; this far behind the head it is given a newer one. */
export const maxQuietLag = 1000;

/** The response's body. Events are put together from JSON that was made once for all readers. */
export function composeBody(
  cursor: string,
  found: Pick<Found, 'events' | 'hasMore' | 'state'>,
  advice: string,
): string {
  return cursorPart(cursor) + composeRest(found, advice);
}

/** The part that differs from person to person: a cursor tells which state of their own chats they have seen. */
export function cursorPart(cursor: string): string {
  return `{"cursor":"${cursor}",`;
}

/** All behind it, which is the same for many. */
export function composeRest(found: Pick<Found, 'events' | 'hasMore' | 'state'>, advice: string): string {
  const events = found.events.map((event) => event.json).join(',');
  return `"events":[${events}],"has_more":${found.hasMore},"state":${found.state ?? '{}'},"poll":${advice}}`;
}

/** The tag of an answer without news; it says nothing of the cursor, so what others whisper never changes it. */
export function quietTag(mode: PollAdvice['mode']): string {
  return `W/"quiet-${mode}"`;
}

/**
 * Of what this reader sees, and nothing else. An answer that only says where to go on is tagged with that place: were it a 304, its
 * reader would ask from the same place for ever.
 */
export function newsTag(found: Found, mode: PollAdvice['mode']): string {
  const hash = createHash('sha256');
  for (const event of found.events) hash.update(event.json);
  if (found.events.length === 0 && found.hasMore) hash.update(`${found.position} `);
  return `W/"${hash.update(`${found.hasMore}${found.state}`).digest('base64url').slice(0, 22)}-${mode}"`;
}

/** An answer that has nothing to say. */
export const nothing = { events: [], hasMore: false, state: null };

/** Behind what was found; with nothing found, where the log was looked through up to. */
export function cursorAfter(
  { log, presence }: Pick<Services, 'log' | 'presence'>,
  { reader, chat, since }: Pick<Poll, 'reader' | 'chat' | 'since'>,
  found: Found | null,
): string {
  if (found) return log.cursorAt(found.position, found.mark);
  const mark = presence.renewed(since?.state ?? null, reader, chat?.id ?? null);
  return log.cursorAt(since?.position ?? log.head, mark);
}
