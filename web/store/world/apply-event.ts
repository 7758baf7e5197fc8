import type { Chat, FeedEvent, Message } from '../../net/wire.ts';
import { applyMessages } from './apply-messages.ts';
import { renameUser, withMember, withOwner, withoutMember } from './members.ts';
import { withNotice } from './moves.ts';
import { requote } from './requote.ts';
import { changeChat, changeTalk, dropChat, lastOf, mostUnread, putChat, type World } from './world.ts';

/** The server tells of no more that name one. */
const mostMentions = 100;

type DataOf<Type extends FeedEvent['type']> = Extract<FeedEvent, { type: Type }>['data'];

/**
 * The world after an event. Pure and idempotent: an event that a snapshot shows already may come again, and after all
 * events of the log up to a place the world shows what a fresh snapshot of that place would. What it does not know it
 * leaves alone.
 */
export function applyEvent(world: World, event: FeedEvent): World {
  if (event.type === 'user.updated') return renameUser(world, event.data);
  const uri = event.chat;
  if (uri === null) return world;
  switch (event.type) {
    case 'message.created':
    // To everyone; of the chats it is in the lobby's history alone, and whoever is not there has nothing to change.
    case 'broadcast.created':
      return messageCreated(world, uri, event);
    case 'message.deleted':
      return messageDeleted(world, uri, event);
    case 'message.updated':
      return messageReworded(world, uri, event.data);
    case 'reaction.added':
    case 'reaction.removed':
      return messageChanged(world, uri, event.data);
    case 'message.pinned':
    case 'message.unpinned':
      return messagePinned(world, uri, event);
    case 'member.joined':
    case 'member.left':
      return memberMoved(world, uri, event);
    case 'disappear.updated':
      return changeTalk(world, uri, ({ notices }) => ({ notices: withNotice(notices, event) }));
    case 'member.updated':
      return memberUpdated(world, uri, event.data);
    case 'chat.created':
      return putChat(world, event.data);
    case 'chat.updated':
      return chatUpdated(world, uri, event.data);
    case 'chat.deleted':
      return dropChat(world, uri);
    case 'read.updated':
      return readUpdated(world, uri, event);
    case 'notify.updated':
    case 'archived.updated':
    case 'unread.updated':
      return changeChat(world, uri, () => event.data);
    case 'seen.updated':
      return changeChat(world, uri, () => ({ seen_message_id: event.data.message_id ?? undefined }));
    default:
      return world;
  }
}

type EventOf<Type extends FeedEvent['type']> = Extract<FeedEvent, { type: Type }>;

function messageCreated(
  world: World,
  uri: string,
  event: EventOf<'message.created' | 'broadcast.created'>,
): World {
  const { data: message } = event;
  if (!world.chats.has(uri)) return world;
  const by = message.user.id === world.myId ? 0 : 1;
  const after = changeChat(world, uri, (chat) => ({
    ...lastOf(chat, message),
    ...counted(chat, event, by),
    ...calledBy(world, chat, message),
    ...(by && isBackBy(chat, message) && { archived_after: null }),
  }));
  return showMessage(after, uri, message);
}

/** Whether it takes the chat out of the archive; where one is called, the log says so. */
function isBackBy({ notify, archived_after: after }: Chat, { id }: Message): boolean {
  return notify === 'all' && after !== null && id > after;
}

/** It counted as unread until now, if it was. */
function messageDeleted(world: World, uri: string, event: EventOf<'message.deleted'>): World {
  const { data: message } = event;
  return changeChat(messageReworded(world, uri, message), uri, (chat) => {
    const isUnread = message.user.id !== world.myId && message.id > chat.read_message_id;
    return counted(chat, event, isUnread ? -1 : 0);
  });
}

/** Pins are in the order of their events; one that is told again may be undone by now. */
function messagePinned(
  world: World,
  uri: string,
  { type, data }: EventOf<'message.pinned' | 'message.unpinned'>,
): World {
  const isPinned = type === 'message.pinned' && data.pinned;
  return changeChat(messageChanged(world, uri, data), uri, ({ pinned }) => ({
    pinned: [...(isPinned ? [data.id] : []), ...without(pinned, data)],
  }));
}

const without = (ids: readonly number[], { id }: Message) => ids.filter((known) => known !== id);

/** Each event counts once: a snapshot has counted those up to its `as_of`. Where so many are unread, nobody knows how many more they are. */
function counted(chat: Chat, { id }: FeedEvent, by: number): Partial<Chat> {
  if (Number(id) <= Number(chat.as_of)) return {};
  return { unread: chat.unread < mostUnread ? chat.unread + by : mostUnread, as_of: id };
}

/** Edited or deleted. */
function messageReworded(world: World, uri: string, message: Message): World {
  return requote(messageChanged(world, uri, message), uri, message);
}

/** What is shown of a message, newer; one that is not at hand is left where it is. */
export function messageChanged(world: World, uri: string, message: Message): World {
  const shown = showMessage(world, uri, message);
  return changeChat(shown, uri, (chat) => ({
    ...(chat.last_message?.id === message.id && { last_message: message }),
    ...calledBy(world, chat, message),
    pinned: message.pinned ? chat.pinned : without(chat.pinned, message),
  }));
}

/** Whether an unread message names one, as it is now; by its id, so that what is told twice counts once. */
function calledBy({ myId }: World, chat: Chat, { id, user, mentions }: Message): Partial<Chat> {
  const others = chat.unread_mentions.filter((known) => known !== id);
  const isUnread = user.id !== myId && id > chat.read_message_id;
  const isCalling = isUnread && mentions.some((mentioned) => mentioned.id === myId);
  return { unread_mentions: isCalling ? [...others, id].sort((a, b) => a - b).slice(-mostMentions) : others };
}

/** One that is older than the oldest at hand comes with its page. */
function showMessage(world: World, uri: string, message: Message): World {
  return changeTalk(world, uri, ({ messages, hasOlder, elsewhere, pins: before }) => {
    const pins = heldUp(before, message);
    const isBefore = hasOlder && message.id < (messages[0]?.id ?? 0);
    if (!isBefore) return { pins, messages: applyMessages(messages, [message]) };
    // What is not at hand stays in its gap.
    if (!elsewhere?.messages.some(({ id }) => id === message.id)) return { pins };
    return { pins, elsewhere: { ...elsewhere, messages: applyMessages(elsewhere.messages, [message]) } };
  });
}

/** What is pinned, with a message as it is now. The same object where nothing of it changed. */
function heldUp(pins: readonly Message[], message: Message): readonly Message[] {
  if (message.pinned) return applyMessages(pins, [message]);
  return pins.some(({ id }) => id === message.id) ? pins.filter(({ id }) => id !== message.id) : pins;
}

/** `unread` is the count at this place in the log: what comes after is counted then, also when a snapshot knew it before. */
function readUpdated(world: World, uri: string, { id, data }: EventOf<'read.updated'>): World {
  return changeChat(world, uri, ({ unread_mentions: mentions }) => ({
    unread: data.unread,
    unread_mentions: mentions.filter((messageId) => messageId > data.message_id),
    read_message_id: data.message_id,
    marked_unread: false,
    as_of: id,
  }));
}

function memberMoved(world: World, uri: string, event: EventOf<'member.joined' | 'member.left'>): World {
  const hasJoined = event.type === 'member.joined';
  const { member_count, ...member } = event.data;
  const isMe = member.id === world.myId;
  const isPrivate = world.chats.get(uri)?.chat.kind === 'direct';
  if (isMe && !hasJoined) return dropChat(world, uri);
  const moved = changeTalk(world, uri, (talk) => ({
    members: hasJoined ? withMember(talk.members, member) : withoutMember(talk.members, member.id),
    // One's own coming is no news to oneself, nor is it that the other of a private chat is in it.
    notices: isMe || (hasJoined && isPrivate) ? talk.notices : withNotice(talk.notices, event),
  }));
  return changeChat(moved, uri, () => ({ member_count, ...(isPrivate && { seen_message_id: undefined }) }));
}

function memberUpdated(world: World, uri: string, member: DataOf<'member.updated'>): World {
  const shown = changeTalk(world, uri, ({ members }) =>
    members.some(({ id }) => id === member.id) ? { members: withMember(members, member) } : {},
  );
  return member.id === world.myId ? changeChat(shown, uri, () => ({ role: member.role })) : shown;
}

/** Says who owns the chat, and so who is the owner among its members. A new uri is told under the old one. */
function chatUpdated(world: World, uri: string, chat: DataOf<'chat.updated'>): World {
  const ownerId = chat.owner?.id;
  const moved = uri === chat.uri ? world : moveChat(world, uri, chat.uri);
  const shown = changeTalk(moved, chat.uri, ({ members }) => ({ members: withOwner(members, ownerId) }));
  return changeChat(shown, chat.uri, ({ role }) => ({
    ...chat,
    role: ownerId === world.myId ? 'owner' : role,
  }));
}

/** A uri that was replaced takes all that is known of the chat along. */
function moveChat(world: World, from: string, to: string): World {
  const move = <Value>(map: ReadonlyMap<string, Value>) =>
    new Map([...map].map(([uri, value]) => [uri === from ? to : uri, value] as const));
  const { chats, talks, presence } = world;
  const moved = { ...world, chats: move(chats), talks: move(talks), presence: move(presence) };
  const rehome = (message: Message) => ({ ...message, uri: to });
  const shown = changeTalk(moved, to, ({ messages, elsewhere }) => ({
    messages: messages.map(rehome),
    elsewhere: elsewhere && { ...elsewhere, messages: elsewhere.messages.map(rehome) },
  }));
  return changeChat(shown, to, ({ last_message: last }) => ({ last_message: last && rehome(last) }));
}
