import { chatName } from '../../kit/chat-name.ts';
import { pagePath } from '../../net/paths.ts';
import type { Chat, Person, Room } from '../../net/wire.ts';
import { roomName } from '../rooms/room-actions.ts';

/** One may go there. */
export interface Target {
  key: string;
  /** `words`: to all that was said with them. */
  kind: 'chats' | 'people' | 'rooms' | 'words';
  label: string;
  /** Where it is; of a person whose private chat is not known yet: the username. */
  to: { path: string; mayJoin: boolean } | { username: string };
}

export interface Known {
  chats: readonly Chat[];
  people: readonly Person[];
  rooms: readonly Room[];
}

/** Of each kind; who wants another types one letter more. */
const maxPerKind = 6;

/**
 * What matches the text: chats, then people, then rooms, and among each kind the names that begin with it first. Nothing comes
 * twice: a private chat stands for its person, and a room that one is in is a chat.
 */
export function findTargets(text: string, { chats, people, rooms }: Known): Target[] {
  const partners = new Set(chats.map(({ partner }) => partner?.id));
  const mine = new Set(chats.map(({ uri }) => uri));
  const kinds: Target[][] = [
    chats.map((chat) => ({
      key: `chat-${chat.id}`,
      kind: 'chats',
      label: chatName(chat),
      to: { path: pagePath.chat(chat.uri), mayJoin: true },
    })),
    people
      .filter(({ id }) => !partners.has(id))
      .map(({ id, display_name: label, username }) => ({
        key: `person-${id}`,
        kind: 'people',
        label,
        to: { username },
      })),
    rooms
      .filter(({ uri }) => !mine.has(uri))
      .map((room) => ({
        key: `room-${room.id}`,
        kind: 'rooms',
        label: roomName(room),
        to: { path: pagePath.chat(room.uri), mayJoin: false },
      })),
  ];
  const wanted = fold(text.trim());
  return kinds.flatMap((targets) => best(targets, wanted));
}

function best(targets: Target[], wanted: string): Target[] {
  const placed = targets.map((target) => ({ target, at: fold(target.label).indexOf(wanted) }));
  const matching = placed.filter(({ at }) => at >= 0);
  // Sorting keeps the order among equals, which is that of the newest activity.
  return matching
    .sort((a, b) => Number(a.at > 0) - Number(b.at > 0))
    .slice(0, maxPerKind)
    .map(({ target }) => target);
}

/** Small letters without accents: who types "jose" means José as well. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
