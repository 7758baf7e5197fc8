import type { Database } from '../db/database.ts';
import { CursorLost } from './cursor.ts';
import { type LogEvent, maySee, type Reader } from './event.ts';
import type { Log } from './log.ts';
import type { Place } from './place.ts';
import { toNumber, toPlace } from './place-number.ts';
import { readPrunedTo } from './prune.ts';
import { resolveEvents } from './references.ts';
import { findNext, readVisible } from './visible/queries.ts';

/** A response stops here even when `limit` would allow more (api/README.md section 5). */
const maxBytes = 256 * 1024;

/** What one poll asks for. */
export interface Question {
  reader: Reader;
  /** Of one chat, with its present uri, or of everything. */
  chat: { id: number; uri: string } | null;
  /** Exclusive. */
  position: Place;
  limit: number;
}

export interface Answer {
  events: readonly LogEvent[];
  /** Everything that this reader may see up to here has been delivered. */
  position: Place;
  /** Behind the position there is more to look through; `events` may be empty all the same. */
  hasMore: boolean;
}

/** From memory when it reaches back far enough and holds all that is asked for, which costs no SQL; null when not. */
export function readRecent(log: Log, question: Question): Answer | null {
  const answer = recall(log, question);
  return answer?.events.some((event) => log.references.isResolvedLate(event)) ? null : answer;
}

/**
 * From memory as well, but for those events of which it only knows that they are (references.ts: `isResolvedLate`): they are asked for. Null when memory does
 * not reach back far enough.
 */
export function readLate(db: Database, log: Log, question: Question): Promise<Answer> | null {
  const answer = recall(log, question);
  return answer && resolveLate(db, log, { question, answer });
}

async function resolveLate(
  db: Database,
  log: Log,
  { question, answer }: { question: Question; answer: Answer },
): Promise<Answer> {
  const { head } = log.recent;
  const late = answer.events.filter((event) => log.references.isResolvedLate(event));
  const resolved = await resolveEvents(db.read, log.references, late);
  const byId = new Map(resolved.map((event) => [event.id, event]));
  const events = answer.events.map((event) => byId.get(event.id) ?? event);
  const present = log.recent.caughtUp(events, head);
  if (!present) return readStored(db, log, question);
  return cut(present, { end: toNumber(answer.position), head }, question.limit);
}

function recall(log: Log, question: Question): Answer | null {
  const { head } = log.recent;
  const position = toNumber(question.position);
  const events = log.recent.after(position);
  if (events === null || log.recent.hasPassedOver(position, question.reader, question.chat)) return null;
  if (events.length === 0) return { events, position: toPlace(head), hasMore: false };
  return cut(
    events.filter((event) => concerns(event, question)),
    { end: head, head },
    question.limit,
  );
}

/** Whether memory is sure that there is nothing for this reader. Cheaper than reading, and no SQL. */
export function isQuiet(log: Log, question: Omit<Question, 'limit'>): boolean {
  const position = toNumber(question.position);
  if (log.recent.hasPassedOver(position, question.reader, question.chat)) return false;
  return log.recent.someAfter(position, (event) => concerns(event, question)) === false;
}

/** How many rows the first look into the log goes over; where much is found the next ones go further. */
const firstStretch = 200;
/** With less than this share of it for the reader, a stretch was mostly read in vain. */
const denseShare = 1 / 8;
/** How many rows and places in an index one question is worth. Beyond, the answer says that there is more, and where to go on. */
const maxLooks = 10_000;

/**
 * What `readRecent` reads, from the database. Throws CursorLost when the log was pruned beyond the position. Skips to where the
 * next event for this reader stands and reads a stretch from there, again and again, but never more than `maxLooks` in all: with
 * little to find the answer may be empty and still have more.
 */
export async function readStored(db: Database, log: Log, question: Question): Promise<Answer> {
  const { reader, chat, limit } = question;
  const position = toNumber(question.position);
  const { head } = log.recent;
  const found: LogEvent[] = [];
  let after = position;
  let stretch = firstStretch;
  let isDense = false;
  for (let looks = 0; after < head && looks < maxLooks && !isFull(found, limit); looks += stretch) {
    if (!isDense) {
      const { next, asked } = await findNext(db, { userId: reader.userId, chat, after, upTo: head });
      looks += asked;
      after = next === null ? head : next - 1;
      if (next === null) break;
    }
    stretch = isDense ? 2 * stretch : firstStretch;
    const upTo = Math.min(head, after + stretch);
    const room = limit + 1 - found.length;
    const events = await readVisible(db, { userId: reader.userId, chat, after, upTo, limit: room });
    found.push(...events);
    isDense = events.length > stretch * denseShare;
    after = upTo;
  }
  // Asked after the rows: had they been pruned before, this would tell.
  if (position < (await readPrunedTo(db.read))) throw new CursorLost();
  const resolved = await resolveEvents(db.read, log.references, found);
  const present = log.recent.caughtUp(resolved, head);
  return present ? cut(present, { end: after, head }, limit) : readStored(db, log, question);
}

function isFull(found: readonly LogEvent[], limit: number): boolean {
  return found.length > limit || found.reduce((sum, event) => sum + event.bytes, 0) > maxBytes;
}

/** On one chat's URL: that chat's events, and what concerns this reader personally in it. */
function concerns(event: LogEvent, { reader, chat }: Omit<Question, 'limit'>): boolean {
  if (!maySee(event, reader)) return false;
  if (chat === null) return true;
  return event.chatId === null ? event.chatUri === chat.uri : event.chatId === chat.id;
}

/**
 * The first of `events`, within `limit` and the size of a response, but always one: a reader must get on. They are all that
 * there is for this reader up to `end`.
 */
function cut(
  events: readonly LogEvent[],
  { end, head }: { end: number; head: number },
  limit: number,
): Answer {
  let bytes = 0;
  let count = 0;
  for (const event of events) {
    bytes += event.bytes;
    if (count >= limit || (count > 0 && bytes > maxBytes)) break;
    count += 1;
  }
  if (count === events.length) return { events, position: toPlace(end), hasMore: end < head };
  const taken = events.slice(0, count);
  return { events: taken, position: toPlace(taken.at(-1)?.id ?? end), hasMore: true };
}
