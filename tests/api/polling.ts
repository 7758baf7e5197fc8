import { expect } from 'vitest';
import type { ChatPath } from '../support/people.ts';
import type { Caller, CallOptions, Person, Reply } from '../support/person.ts';
import type { User } from './wire.ts';

/** What section 5 of the contract puts on the wire, and the few things that its tests do again and again. */
export interface FeedEvent {
  id: string;
  type: string;
  chat: string | null;
  at: string;
  data: unknown;
}

export interface ChatState {
  online: string[];
  online_count: number;
  typing: string[];
}

export interface Feed {
  cursor: string;
  events: FeedEvent[];
  has_more: boolean;
  state: Record<string, ChatState>;
  poll: { mode: string; wait: number; interval: number; retry: number };
}

export interface PollQuery {
  cursor?: string;
  wait?: number | string;
  limit?: number | string;
  client?: string;
}

/** Everything of mine. */
export const allMine = '/api/events/';

export function eventsOf(chat: ChatPath): string {
  return `${chat.path}events/`;
}

export function ask(
  reader: Caller,
  path: string,
  query: PollQuery = {},
  options?: CallOptions,
): Promise<Reply<Feed>> {
  const given = Object.entries(query).map(([key, value]) => [key, String(value)]);
  return reader.get<Feed>(`${path}?${new URLSearchParams(given)}`, options);
}

/** A poll that has to succeed. */
export async function poll(reader: Caller, path: string, query: PollQuery = {}): Promise<Feed> {
  const reply = await ask(reader, path, query);
  expect(reply.status, reply.text).toBe(200);
  return reply.body;
}

/**
 * Where the log stands now. The people named poll first, the reader last: they are online from then on, and that is in
 * the cursor's past, so nobody's arrival wakes a later poll.
 */
export async function cursorNow(reader: Person, path = allMine, ...others: Person[]): Promise<string> {
  for (const other of others) await poll(other, allMine);
  return (await poll(reader, path)).cursor;
}

/** What a reader is told from a cursor on, page after page, without waiting. */
export async function eventsSince(
  reader: Caller,
  path: string,
  cursor: string,
  limit = 200,
): Promise<FeedEvent[]> {
  const page = await poll(reader, path, { cursor, limit });
  if (!page.has_more) return page.events;
  expect(page.events.length).toBeGreaterThan(0);
  return [...page.events, ...(await eventsSince(reader, path, page.cursor, limit))];
}

export interface Held {
  reply: Reply<Feed>;
  /** How long the answer took, and when it came, on the clock of `performance.now()`. */
  heldMs: number;
  endedAt: number;
}

/** Long enough that a poll which was ended or answered can't be taken for one whose time was up. */
export const longWaitS = 20;
/** "At once", for two busy processors. */
export const atOnceMs = 1500;

/**
 * Starts a poll that is to be held, and resolves when the server holds it: the same reader's later question has been
 * answered by then. `answer` is a function so that awaiting `hold` does not await the poll itself.
 */
export async function hold(
  reader: Person,
  path: string,
  query: PollQuery,
  options?: CallOptions,
): Promise<() => Promise<Held>> {
  const startedAt = performance.now();
  const answer = ask(reader, path, { wait: longWaitS, ...query }, options).then((reply) => {
    const endedAt = performance.now();
    return { reply, heldMs: endedAt - startedAt, endedAt };
  });
  await ask(reader, path, {}, options);
  await ask(reader, path, {}, options);
  return () => answer;
}

/** A held poll that ended early without an error. */
export async function endedEarly(answer: () => Promise<Held>): Promise<Feed> {
  const { reply, heldMs } = await answer();
  expect(reply.status, reply.text).toBe(200);
  expect(heldMs).toBeLessThan((longWaitS * 1000) / 2);
  return reply.body;
}

export function typesOf(events: FeedEvent[]): string[] {
  return events.map((event) => event.type);
}

/** The text of each message that was created. */
export function textsOf(events: FeedEvent[]): string[] {
  const created = events.filter((event) => event.type === 'message.created');
  return created.map((event) => String(Object(event.data).message));
}

/** A user without what may change by itself. */
export function identity({ id, username, display_name, avatar }: User) {
  return { id, username, display_name, avatar };
}
