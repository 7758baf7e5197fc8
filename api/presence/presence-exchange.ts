import { z } from 'zod';
import type { SoftState } from '../bus/soft-state.ts';
import { seldom } from '../log/news/seldom.ts';
import type { MembershipCache } from '../members/access/membership-cache.ts';
import type { Clock } from '../process/clock.ts';
import { maxTextLength, packCrowd, packOne, unpackCrowd } from './crowd-text.ts';
import type { PersonHere } from './person.ts';
import type { Presence } from './presence.ts';
import { allIds, type IdRange, maxId } from './sorted-ids.ts';

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
const userId = id.max(maxId);
/** Chat id, from which user id to which, and all who are there of those (crowd-text.ts). */
export const crowdShape = z.tuple([id, userId, userId, z.string().max(maxTextLength)]);
/** Chat id, user id. */
const typingShape = z.tuple([id, id]);
/** Chat id. */
const whoShape = z.tuple([id]);

type Known = Pick<MembershipCache, 'peek' | 'peopleIn' | 'onAwaited'>;

/**
 * Shares presence and typing between nodes: a change at once, and everyone who polls here every 20 s, with their chats, as others know
 * who is in a chat only where somebody asks. Of a chat about which somebody begins to ask, that node asks the others. Nobody is named
 * because of a large chat: who is there is told by ids, of all chats in which somebody is and of everyone at once.
 */
export function exchangePresence(
  softState: SoftState,
  presence: Presence,
  { memberships, clock }: { memberships: Known; clock: Clock },
): void {
  const seen = softState.kind('seen', seenShape);
  const crowd = softState.kind('crowd', crowdShape);
  const typing = softState.kind('typing', typingShape);
  const who = softState.kind('who', whoShape);

  const agoMs = ({ seenMs }: PersonHere) => Math.round(clock.monotonic() - seenMs);
  const chatsOf = (userId: number) => [...(memberships.peek(userId)?.chats.keys() ?? [])];

  const saySeen = (person: PersonHere) => {
    const { userId, username } = person;
    const all = chatsOf(userId);
    const chatIds = all.filter((chatId) => !presence.large.has(chatId));
    if (all.length > 0 && chatIds.length === 0) return;
    let from = 0;
    do {
      seen.say(userId, username, agoMs(person), chatIds.slice(from, from + maxChats), from > 0);
      from += maxChats;
    } while (from < chatIds.length);
  };
  const sayPart = (chatId: number, { range, text }: { range: IdRange; text: string }) =>
    crowd.say(chatId, range.from, range.to, text);
  function* sayCrowd(chatId: number) {
    const people = presence.hereIn(chatId).map((each) => ({ userId: each.userId, agoMs: agoMs(each) }));
    for (const part of packCrowd(people)) yield sayPart(chatId, part);
  }
  /** A crowd in the middle of which somebody comes is not told again for them. */
  const sayComing = (person: PersonHere) => {
    saySeen(person);
    const part = packOne(person.userId, agoMs(person));
    for (const chatId of chatsOf(person.userId)) if (presence.large.has(chatId)) sayPart(chatId, part);
  };

  presence.onLocal = (news) => ('username' in news ? sayComing(news) : typing.say(news.chatId, news.userId));
  presence.onLeft = (chatId, userId) => sayPart(chatId, packOne(userId, null));
  presence.onTurned = (chatId, isLarge) => {
    if (isLarge) for (const _part of sayCrowd(chatId));
    else {
      for (const person of presence.hereIn(chatId)) saySeen(person);
      sayPart(chatId, { range: allIds, text: '' });
    }
  };
  seen.onHeard((from, heard) => {
    const nowMs = clock.monotonic();
    presence.sawElsewhere(
      heard.map(([userId, username, agoMs, chatIds, isMore]) => {
        return { userId, username, seenMs: Math.round(nowMs - agoMs), chatIds, isMore };
      }),
      from,
    );
  });
  crowd.onHeard((from, heard) => {
    const nowMs = clock.monotonic();
    for (const [chatId, first, last, text] of heard) {
      const part = unpackCrowd({ from: first, to: last }, text);
      const people = part?.people.map(({ userId, agoMs }) => ({ userId, seenMs: Math.round(nowMs - agoMs) }));
      if (part && people) presence.sawCrowd({ chatId, range: part.range, people }, from);
    }
  });
  typing.onHeard((_from, heard) => {
    for (const [chatId, userId] of heard) presence.typed({ chatId, userId }, 'elsewhere');
  });

  memberships.onAwaited = (chatId) => who.say(chatId);
  const asked = new Set<number>();
  const answer = seldom(() => {
    const [large, small] = [
      [...asked].filter((chatId) => presence.large.has(chatId)),
      [...asked].filter((chatId) => !presence.large.has(chatId)),
    ];
    asked.clear();
    const people = new Set(small.flatMap((chatId) => [...memberships.peopleIn(chatId)]));
    for (const person of presence.seenHere()) if (people.has(person.userId)) saySeen(person);
    for (const chatId of large) for (const _part of sayCrowd(chatId));
  }, answerRestMs);
  who.onHeard((_from, heard) => {
    for (const [chatId] of heard) asked.add(chatId);
    answer();
  });

  softState.onAnnounce(function* () {
    if (!softState.hasOthers) return;
    // Whoever is not named any more is in the crowd by then.
    for (const chatId of presence.large.all()) yield* sayCrowd(chatId);
    for (const person of presence.seenHere()) yield saySeen(person);
  });
}
