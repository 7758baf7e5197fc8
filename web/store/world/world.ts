import type { Chat, FeedPage, Member, Message, OpenChat, Presence, User } from '../../net/wire.ts';
import { applyMessages } from './apply-messages.ts';

/** The server counts no further. */
export const mostUnread = 10_000;

/** One of my chats; its unread messages are counted up to the event `as_of`. */
export interface KnownChat {
  chat: Chat;
}

/** Someone came or went, pinned a message, or set after how long messages disappear. */
export interface Notice {
  /** The event's; of a pin, which stands as long as it is there, the message's behind a word. */
  id: string;
  kind: 'joined' | 'left' | 'pinned' | 'time';
  user: User;
  /** Who sent them away, null for whoever runs the server; undefined where they went by themselves. */
  by: User | null | undefined;
  /** Of a time that was set: the seconds; null: messages stay. */
  after?: number | null;
  at: string;
}

/** A chat that is open, as far as it is loaded. */
export interface Talk {
  /** The owner first; of a very large chat only the first of them. */
  members: readonly Member[];
  /** Oldest first. */
  messages: readonly Message[];
  notices: readonly Notice[];
  /** What is pinned, as far as it was read; in which order says the chat. */
  pins: readonly Message[];
  hasOlder: boolean;
  /** What one went back to, while there is a gap between that and the newest messages. */
  elsewhere: Stretch | null;
}

/** Messages without a gap, and whether there are older ones. */
export type Stretch = Pick<Talk, 'messages' | 'hasOlder'>;

/**
 * Everything that the log tells about, as one reader sees it. Snapshots are put in by the functions here, events are
 * applied by apply-event.ts; nothing is ever changed in place.
 */
export interface World {
  myId: number;
  /** By uri, as everything below. */
  chats: ReadonlyMap<string, KnownChat>;
  /** Whether `chats` holds all of mine. */
  isListed: boolean;
  talks: ReadonlyMap<string, Talk>;
  presence: ReadonlyMap<string, Presence>;
}

export function createWorld(myId: number): World {
  return { myId, chats: new Map(), isListed: false, talks: new Map(), presence: new Map() };
}

/** All my chats as just read. The ones that are open were read by themselves and stay. */
export function putChats(world: World, chats: readonly Chat[]): World {
  const open = new Map([...world.chats].filter(([uri]) => world.talks.has(uri)));
  return chats.reduce(putChat, { ...world, chats: open, isListed: true });
}

/** A chat as just read or made. */
export function putChat(world: World, chat: Chat): World {
  return { ...world, chats: new Map(world.chats).set(chat.uri, { chat }) };
}

/** A chat as just read, with its newest messages. */
export function putTalk(world: World, { members, ...chat }: OpenChat, page: Stretch): World {
  const notices = world.talks.get(chat.uri)?.notices ?? [];
  // What one went back to may have changed unheard.
  const pins = page.messages.filter(({ pinned }) => pinned);
  const talks = new Map(world.talks).set(chat.uri, { members, notices, pins, elsewhere: null, ...page });
  return { ...putChat(world, chat), talks };
}

/** A chat that is no longer open. */
export function dropTalk(world: World, uri: string): World {
  return { ...world, talks: without(world.talks, uri) };
}

/** A chat that I am no longer in. */
export function dropChat(world: World, uri: string): World {
  const { chats, presence } = world;
  return { ...dropTalk(world, uri), chats: without(chats, uri), presence: without(presence, uri) };
}

/** What a request just answered with, before the log tells of it. It counts nothing: the log's turn comes. */
export function putMessages(world: World, uri: string, messages: readonly Message[]): World {
  const shown = changeTalk(world, uri, (talk) => ({ messages: applyMessages(talk.messages, messages) }));
  return messages.reduce((next, message) => changeChat(next, uri, (chat) => lastOf(chat, message)), shown);
}

/** Whether all that was said after this place, as far as it is at hand, is there without a gap. */
export function reachesTo({ messages, hasOlder }: Stretch, id: number): boolean {
  return !hasOlder || (messages[0]?.id ?? 0) <= id;
}

/** Shows the newest messages again. */
export function leaveStretch(world: World, uri: string): World {
  return changeTalk(world, uri, () => ({ elsewhere: null }));
}

export function putPresence(world: World, state: FeedPage['state']): World {
  return { ...world, presence: new Map([...world.presence, ...Object.entries(state)]) };
}

/** Changes an open chat's talk; one that is not open has none. */
export function changeTalk(world: World, uri: string, change: (talk: Talk) => Partial<Talk>): World {
  const talk = world.talks.get(uri);
  return talk ? { ...world, talks: new Map(world.talks).set(uri, { ...talk, ...change(talk) }) } : world;
}

/** Changes one of my chats; of others there is nothing to change. */
export function changeChat(world: World, uri: string, change: (chat: Chat) => Partial<Chat>): World {
  const known = world.chats.get(uri);
  if (!known) return world;
  const chat = { ...known.chat, ...change(known.chat) };
  return { ...world, chats: new Map(world.chats).set(uri, { ...known, chat }) };
}

/** The newest message, or a newer state of it. */
export function lastOf({ last_message: last }: Chat, message: Message): Pick<Chat, 'last_message'> {
  return { last_message: last && last.id > message.id ? last : message };
}

function without<Value>(map: ReadonlyMap<string, Value>, uri: string): ReadonlyMap<string, Value> {
  const rest = new Map(map);
  rest.delete(uri);
  return rest;
}
