import { z } from 'zod';
import type { SoftState } from '../bus/soft-state.ts';
import { seldom } from '../log/news/seldom.ts';
import type { MembershipCache } from '../members/access/membership-cache.ts';
import type { Clock } from '../process/clock.ts';
import type { PersonHere } from './person.ts';
import type { Presence } from './presence.ts';

/** So many make a message of the bus half full. */
const maxChats = 300;

/** A node that starts with its people asks for each of their chats: whoever is in several is told of once. */
const answerRestMs = 500;

const id = z.int().min(0);
/** User id, username, milliseconds since the poll, the chats they are in; whether these are some more of the same person. */
export const seenShape = z.tuple([
  id,
  z.string().max(200),
  z.number().min(0),
  z.array(id).max(maxChats),
  z.boolean(),
]);
/** Chat id, user id. */
const typingShape = z.tuple([id, id]);
/** Chat id. */
const whoShape = z.tuple([id]);

type Known = Pick<MembershipCache, 'peek' | 'peopleIn' | 'onAwaited'>;

/**
 * Shares presence and typing between nodes: a change at once, and everyone who polls here every 20 s, with their chats, as others know
 * who is in a chat only where somebody asks. Of a chat about which somebody begins to ask, that node asks the others.
 */
export function exchangePresence(
  softState: SoftState,
  presence: Presence,
  { memberships, clock }: { memberships: Known; clock: Clock },
): void {
  const seen = softState.kind('seen', seenShape);
  const typing = softState.kind('typing', typingShape);
  const who = softState.kind('who', whoShape);

  const saySeen = ({ userId, username, seenMs }: PersonHere) => {
    const chatIds = [...(memberships.peek(userId)?.chats.keys() ?? [])];
    const agoMs = Math.round(clock.monotonic() - seenMs);
    let from = 0;
    do {
      seen.say(userId, username, agoMs, chatIds.slice(from, from + maxChats), from > 0);
      from += maxChats;
    } while (from < chatIds.length);
  };

  presence.onLocal = (news) => ('username' in news ? saySeen(news) : typing.say(news.chatId, news.userId));
  seen.onHeard((_from, heard) => {
    const nowMs = clock.monotonic();
    presence.sawElsewhere(
      heard.map(([userId, username, agoMs, chatIds, isMore]) => {
        return { userId, username, seenMs: Math.round(nowMs - agoMs), chatIds, isMore };
      }),
    );
  });
  typing.onHeard((_from, heard) => {
    for (const [chatId, userId] of heard) presence.typed({ chatId, userId }, 'elsewhere');
  });

  memberships.onAwaited = (chatId) => who.say(chatId);
  const asked = new Set<number>();
  const answer = seldom(() => {
    const people = new Set([...asked].flatMap((chatId) => [...memberships.peopleIn(chatId)]));
    asked.clear();
    for (const person of presence.seenHere()) if (people.has(person.userId)) saySeen(person);
  }, answerRestMs);
  who.onHeard((_from, heard) => {
    for (const [chatId] of heard) asked.add(chatId);
    answer();
  });

  softState.onAnnounce(function* () {
    for (const person of presence.seenHere()) yield saySeen(person);
  });
}
