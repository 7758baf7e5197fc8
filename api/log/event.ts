import type { Place } from './place.ts';
import { toPlace } from './place-number.ts';

/** What can happen, as named on the wire (api/README.md section 5). */
export const eventTypes = [
  'message.created',
  'message.updated',
  'message.deleted',
  'message.pinned',
  'message.unpinned',
  'reaction.added',
  'reaction.removed',
  'member.joined',
  'member.left',
  'member.updated',
  'chat.created',
  'chat.updated',
  'chat.deleted',
  'read.updated',
  'notify.updated',
  'archived.updated',
  'unread.updated',
  'seen.updated',
  'disappear.updated',
  'user.updated',
  'broadcast.created',
  'report.updated',
  'bot.created',
  'bot.updated',
  'bot.deleted',
  'hook.updated',
  /** Between nodes only: cached tokens of this user end. Never shown to a reader. */
  'token.revoked',
] as const;
export type EventType = (typeof eventTypes)[number];

/** Of a chat's members these few; or everyone there is, in that chat or not. */
export type Audience = readonly number[] | 'everyone';

/** An event of a chat, for all its members or for its `audience`; or one for a single person, wherever they are. */
export type Scope = { chatId: number; audience?: Audience } | { userId: number };

export interface NewEvent {
  type: EventType;
  scope: Scope;
  chatUri: string | null;
  messageId?: number;
  /** What the matching resource endpoint would show. */
  data: unknown;
}

/** An event as this process holds it: immutable, its JSON made once and shared by all readers. */
export interface LogEvent {
  readonly id: number;
  readonly type: EventType;
  readonly chatId: number | null;
  readonly userId: number | null;
  /** Null: all members of the chat. */
  readonly audience: Audience | null;
  readonly messageId: number | null;
  readonly chatUri: string | null;
  readonly createdAt: number;
  /** `data` as JSON; in the log itself, and where references.ts says so in memory, with references. */
  readonly data: string;
  /** The whole event as it goes over the wire. */
  readonly json: string;
  /** Of `json` in UTF-8. */
  readonly bytes: number;
}

/** Right behind it. */
export function placeOf({ id }: LogEvent): Place {
  return toPlace(id);
}

/** Someone who reads the log, with the chats that this person is in at this moment. */
export interface Reader {
  readonly userId: number;
  isMember(chatId: number): boolean;
  chatIds(): Iterable<number>;
}

/** The one rule of who sees what. `readVisible` in visible/queries.ts says the same in SQL. */
export function maySee(event: LogEvent, reader: Reader): boolean {
  if (event.type === 'token.revoked') return false;
  if (event.chatId === null) return event.userId === reader.userId;
  if (event.audience === 'everyone') return true;
  if (event.audience !== null && !event.audience.includes(reader.userId)) return false;
  return reader.isMember(event.chatId);
}

/** The same event with other data. */
export function withData(event: LogEvent, data: string): LogEvent {
  if (data === event.data) return event;
  const json = `${event.json.slice(0, -event.data.length - 1)}${data}}`;
  return { ...event, data, json, bytes: Buffer.byteLength(json) };
}
