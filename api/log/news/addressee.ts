import type { EventType, LogEvent } from '../event.ts';

/** Whose business an event is: a chat's, by its id; one person's, as minus their id; or every node's (`forAll`). */
export type Addressee = number;

export const forAll: Addressee = 0;

/**
 * Most of what happens, and nothing that a memory of people, chats or earlier events is made of: a node where nobody asks for it may pass
 * it over.
 */
const passable: ReadonlySet<EventType> = new Set([
  'message.created',
  'reaction.added',
  'reaction.removed',
  'read.updated',
  'notify.updated',
  'archived.updated',
  'unread.updated',
  'report.updated',
  'seen.updated',
]);

export function addresseeOf({
  type,
  chatId,
  userId,
  audience,
}: Pick<LogEvent, 'type' | 'chatId' | 'userId' | 'audience'>): Addressee {
  if (!passable.has(type) || audience === 'everyone') return forAll;
  if (chatId !== null) return chatId;
  return userId === null ? forAll : -userId;
}

/** Whether anybody on this node asks for what is of this chat or person. */
export type IsAwaited = (addressee: Addressee) => boolean;

/** An event that this node has not looked into. */
export interface Passed {
  id: number;
  addressee: Addressee;
}

/** What comes next in the log: what is heard, and what is passed over, each in the order of ids. */
export interface Stretch {
  events: readonly LogEvent[];
  passed: readonly Passed[];
}

/** Events whose ids follow each other. */
export interface Run {
  /** The id of its first. */
  readonly first: number;
  /** The id of its last. */
  readonly end: number;
  /** What it takes in memory, about. */
  readonly bytes: number;
  /** What is awaited of it is heard, and all else passed over. Null when it can't be read. */
  open(isAwaited: IsAwaited): Stretch | null;
}

/** One that is here in full, of at least one event, and heard so. */
export function runOf(events: readonly LogEvent[]): Run {
  return {
    first: events[0]?.id ?? 0,
    end: events.at(-1)?.id ?? 0,
    bytes: events.reduce((sum, event) => sum + event.bytes, 0),
    open: () => ({ events, passed: [] }),
  };
}
