import type { Chat, Member, Presence } from '../../net/wire.ts';
import type { World } from './world.ts';

/** What views ask of the world. Pure. */

/** The newest activity first, as the server lists them. Null until they are loaded. */
export function listChats(known: World['chats'] | null): readonly Chat[] | null {
  if (!known) return null;
  // The server writes all times alike, so they are in order as texts.
  const at = ({ last_message: last, created_at }: Chat) => last?.created_at ?? created_at;
  const chats = [...known.values()].map(({ chat }) => chat);
  return chats.sort((a, b) => (at(a) === at(b) ? b.id - a.id : at(a) < at(b) ? 1 : -1));
}

/** What is to draw one's attention in all of them, but for the one that is `attended`: its newest message is being looked at, and the word that it was read is on its way. */
export function unreadInAll(world: World | null, attended: string | null): number {
  let sum = 0;
  for (const { chat } of world?.chats.values() ?? []) if (chat.uri !== attended) sum += calling(chat);
  return sum;
}

/** So many of its unread messages are to draw one's attention; a mark as unread is one. */
function calling({ notify, unread, unread_mentions: mentions, marked_unread, archived_after }: Chat): number {
  if (archived_after !== null) return 0;
  return { all: unread || Number(marked_unread), mentions: mentions.length, none: 0 }[notify];
}

/** As polls told, or else as the members were when they were read. */
export function presenceIn(world: World, uri: string, members: readonly Member[]): Presence {
  const told = world.presence.get(uri);
  if (told) return told;
  const online = members.filter((member) => member.online).map(({ username }) => username);
  return { online, online_count: online.length, typing: [] };
}
