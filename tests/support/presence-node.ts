import type { Bus } from '../../api/bus/index.ts';
import { SoftState } from '../../api/bus/soft-state.ts';
import { Memberships } from '../../api/members/access/memberships.ts';
import { Presence } from '../../api/presence/presence.ts';
import { exchangePresence } from '../../api/presence/presence-exchange.ts';
import { movableClock } from './movable-clock.ts';

/** What a state says of one chat. */
export interface ChatState {
  online: string[];
  online_count: number;
  typing: string[];
}

/** A node that knows these people, by their chats, and no more than what concerns presence. */
export async function joinPresence(bus: Bus, name: string, people: Record<number, number[]>) {
  const known = new Map<number, Memberships>();
  const members = new Map<number, Set<number>>();
  for (const [id, chatIds] of Object.entries(people)) {
    const memberships = new Memberships(Number(id));
    for (const chatId of chatIds) {
      memberships.set(chatId, `chat-${chatId}`);
      members.set(chatId, (members.get(chatId) ?? new Set()).add(memberships.userId));
    }
    known.set(memberships.userId, memberships);
  }
  const memberships = {
    peek: (userId: number) => known.get(userId),
    peopleIn: (chatId: number): ReadonlySet<number> => members.get(chatId) ?? new Set(),
    ensure: async () => {},
    onAwaited: (_chatId: number) => {},
  };
  const clock = movableClock();
  let announce = () => {};
  const state = await SoftState.open(
    {
      ...bus,
      get hasOthers() {
        return bus.hasOthers;
      },
      onRestored(listener) {
        announce = listener;
      },
    },
    name,
  );
  const presence = new Presence(clock, memberships);
  exchangePresence(state, presence, { memberships, clock });
  const read = (userId: number, chatId: number): ChatState | undefined => {
    const reader = known.get(userId) ?? new Memberships(userId);
    return JSON.parse(presence.news(reader, chatId, null) ?? '{}')[`chat-${chatId}`];
  };
  const online = (userId: number, chatId: number) => read(userId, chatId)?.online ?? [];
  /** As a log tells it. */
  const leaves = (userId: number, chatId: number) => {
    known.get(userId)?.delete(chatId);
    members.get(chatId)?.delete(userId);
  };
  return { state, presence, clock, memberships, read, online, leaves, announce: () => announce() };
}

export type PresenceNode = Awaited<ReturnType<typeof joinPresence>>;

/** A chat that many of them are in. */
export const hall = 1;

export const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** They poll, and each reads who is there. */
export function pollAt({ presence, read }: PresenceNode, from: number, to: number): void {
  for (const userId of ids(from, to)) {
    // Guests too: what a name says of somebody is no part of what nodes compare.
    presence.saw(userId, `${userId % 10 === 5 ? 'guest' : 'person'}-${userId}`);
    read(userId, hall);
  }
}

export const countAt = ({ read }: PresenceNode, reader: number) => read(reader, hall)?.online_count ?? 0;
