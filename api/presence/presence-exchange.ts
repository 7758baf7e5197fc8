import { z } from 'zod';
import type { SoftState } from '../bus/soft-state.ts';
import type { Clock } from '../process/clock.ts';
import type { Person } from './person.ts';
import type { Presence } from './presence.ts';

const id = z.int().min(0);
/** User id, username, milliseconds since the poll. */
const seenShape = z.tuple([id, z.string().max(200), z.number().min(0)]);
/** Chat id, user id. */
const typingShape = z.tuple([id, id]);

/** Shares presence and typing between nodes: a change at once, and everyone who polls here every 20 s. */
export function exchangePresence(softState: SoftState, presence: Presence, clock: Clock): void {
  const seen = softState.kind('seen', seenShape);
  const typing = softState.kind('typing', typingShape);
  const saySeen = ({ userId, username, seenMs }: Person) =>
    seen.say(userId, username, Math.round(clock.monotonic() - seenMs));

  presence.onLocal = (news) => ('username' in news ? saySeen(news) : typing.say(news.chatId, news.userId));

  seen.onHeard((_from, heard) => {
    const people = heard.map(
      ([userId, username, agoMs]): Person => ({
        userId,
        username,
        seenAt: clock.now() - agoMs,
        seenMs: clock.monotonic() - agoMs,
      }),
    );
    // What can't be loaded now is said again in 20 s.
    void presence.sawElsewhere(people).catch(() => {});
  });
  typing.onHeard((_from, heard) => {
    for (const [chatId, userId] of heard) presence.typed({ chatId, userId }, 'elsewhere');
  });

  softState.onAnnounce(function* () {
    for (const person of presence.seenHere()) yield saySeen(person);
  });
}
