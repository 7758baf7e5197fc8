import type { Random } from '../../support/random.ts';

/** How people are thought to live: nothing here is measured, all of it is to be argued with. */
export const habits = {
  /** Of those online, who has the page before them; the others' tabs are hidden. */
  visibleShare: 0.5,
  /** Of those, whose polls are held; the others' paths hold nothing, and they ask by the interval. */
  heldShare: 0.9,
  messagesPerMinute: 0.2,
  /** Where people talk, and how many are online there. A hall's words are few, and reach the most. */
  places: [
    { what: 'private chat', people: 2, share: 0.4 },
    { what: 'group', people: 8, share: 0.38 },
    { what: 'room', people: 150, share: 0.21 },
    { what: 'hall', people: 5000, share: 0.01 },
  ],
  hiddenPollS: 60,
  intervalPollS: 5,
  heldPollS: 25,
} as const;

/** The node by which each person in a chat is served. */
export type Chat = Uint16Array;

export interface Place {
  /** Of all messages, how many are said here. */
  share: number;
  chats: readonly Chat[];
}

/** Enough chats of each kind to draw from, their people on nodes by chance: nobody sticks to a node. */
export function settle(people: number, nodes: number, random: Random): Place[] {
  return habits.places.map(({ people: wanted, share }) => {
    const size = Math.min(wanted, people);
    const count = Math.max(1, Math.min(200, Math.floor(people / size)));
    const chats = Array.from({ length: count }, () =>
      Uint16Array.from({ length: size }, () => random.below(nodes)),
    );
    return { share, chats };
  });
}
