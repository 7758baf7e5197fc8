import type { Database } from '../db/connection.ts';
import { type LogEvent, maySee, type Reader } from './event.ts';
import { CursorLost, type EventLog } from './event-log.ts';
import { readVisible } from './log.ts';

/** A response stops here even when `limit` would allow more (API.md section 5). */
const maxBytes = 256 * 1024;

/** What one poll asks for. */
export interface Question {
  reader: Reader;
  /** Of one chat, with its present uri, or of everything. */
  chat: { id: number; uri: string } | null;
  /** Exclusive. */
  position: number;
  limit: number;
}

export interface Answer {
  events: readonly LogEvent[];
  /** Everything that this reader may see up to here has been delivered. */
  position: number;
  hasMore: boolean;
}

/** From memory when it reaches back far enough, which costs no SQL; null when it does not. */
export function readRecent(log: EventLog, question: Question): Answer | null {
  const { head } = log.recent;
  const events = log.recent.after(question.position);
  if (events === null) return null;
  if (events.length === 0) return { events, position: head, hasMore: false };
  return cut(
    events.filter((event) => concerns(event, question)),
    head,
    question.limit,
  );
}

/** Whether memory is sure that there is nothing for this reader. Cheaper than reading, and no SQL. */
export function isQuiet(log: EventLog, question: Omit<Question, 'limit'>): boolean {
  return log.recent.someAfter(question.position, (event) => concerns(event, question)) === false;
}

/** A first stretch of the log to look through; each further one is four times as long. */
const firstStretch = 10_000;

/**
 * What `readRecent` reads, from the database. Throws CursorLost when the log was pruned beyond the position. Goes through the
 * log in growing stretches: one statement could stop at its limit only after sorting everything that this reader missed.
 */
export async function readStored(
  db: Database,
  log: EventLog,
  { reader, chat, position, limit }: Question,
): Promise<Answer> {
  const { head } = log.recent;
  const found: LogEvent[] = [];
  for (let after = position, length = firstStretch; after < head && found.length <= limit; length *= 4) {
    const upTo = Math.min(head, after + length);
    const scan = { userId: reader.userId, chat, after, upTo, limit: limit + 1 - found.length };
    const events = await readVisible(db, scan);
    if (events === null) throw new CursorLost();
    found.push(...events);
    after = upTo;
  }
  return cut(found, head, limit);
}

/** On one chat's URL: that chat's events, and what concerns this reader personally in it. */
function concerns(event: LogEvent, { reader, chat }: Omit<Question, 'limit'>): boolean {
  if (!maySee(event, reader)) return false;
  if (chat === null) return true;
  return event.chatId === null ? event.chatUri === chat.uri : event.chatId === chat.id;
}

/** The first of `events`, within `limit` and the size of a response, but always one: a reader must get on. */
function cut(events: readonly LogEvent[], head: number, limit: number): Answer {
  let bytes = 0;
  let count = 0;
  for (const event of events) {
    bytes += event.bytes;
    if (count >= limit || (count > 0 && bytes > maxBytes)) break;
    count += 1;
  }
  if (count === events.length) return { events, position: head, hasMore: false };
  const taken = events.slice(0, count);
  return { events: taken, position: taken.at(-1)?.id ?? head, hasMore: true };
}
