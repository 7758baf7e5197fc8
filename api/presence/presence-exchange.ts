import type { Item, NodeMessages } from '../bus/node-messages.ts';
import type { Clock } from '../process/clock.ts';
import type { Person, TypingPerson } from './person.ts';
import type { Presence } from './presence.ts';

/** Well within the 75 s after which someone unseen is offline, so that one lost message does not take anyone away. */
export const announceEveryMs = 20_000;

/**
 * Shares presence and typing between nodes: a change at once, and everyone who polls here every 20 s. Returns the
 * announcement, to be called in that rhythm.
 */
export function exchangePresence(messages: NodeMessages, presence: Presence, clock: Clock): () => void {
  const seen = ({ userId, username, seenMs }: Person): Item => [
    'seen',
    userId,
    username,
    Math.round(clock.monotonic() - seenMs),
  ];

  const heard = (userId: number, username: string, agoMs: number): Person => {
    const age = Math.max(0, agoMs);
    return { userId, username, seenAt: clock.now() - age, seenMs: clock.monotonic() - age };
  };

  presence.onLocal = (news: Person | TypingPerson) =>
    messages.say('username' in news ? seen(news) : ['typing', news.chatId, news.userId]);

  messages.onItems((_from, items) => {
    const people = items.flatMap((item) => (item[0] === 'seen' ? [heard(item[1], item[2], item[3])] : []));
    // What can't be loaded now is said again in 20 s.
    void presence.sawElsewhere(people).catch(() => {});
    for (const item of items) {
      if (item[0] === 'typing') presence.typed({ chatId: item[1], userId: item[2] }, 'elsewhere');
    }
  });

  return () => {
    for (const person of presence.seenHere()) messages.say(seen(person));
  };
}
