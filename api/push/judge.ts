import type { Knex } from 'knex';
import { hasBlocked, listBlockers } from '../blocks/queries.ts';
import { findChats } from '../chats/queries.ts';
import { type LogEvent, maySee, type Reader } from '../log/event.ts';
import { type References, resolveEvents } from '../log/references.ts';
import { findCalled } from '../messages/mentions/queries.ts';
import type { MessageJson } from '../messages/schemas.ts';
import { worthPushing } from './is-worth-pushing.ts';
import { payloadOf } from './payload.ts';
import type { Push } from './post.ts';
import { hasSubscriptions, listReachable, type Reachable } from './queries.ts';

/** That somebody is to be told of a message. */
export interface Notice {
  userId: number;
  event: LogEvent;
  uri: string;
  messageId: number;
  /** It is for them; else it is one thing more in a chat that they want to hear. */
  isCalled: boolean;
  push: Push;
}

/**
 * In a chat of more people those alone are told who are called: nobody wants all that a thousand say on a phone, and each message would have
 * all of them looked up.
 */
const maxMembers = 1000;

/** Push services keep what a device that is off does not take; a day later it has seen the page, or it is no news. */
export const longestTtlS = 86_400;

interface Needs {
  db: Knex;
  references: References;
  nowMs: number;
}

/**
 * Of messages that were just said, or some time ago, whom they are to be told to now: who is in the chat and may see them, has a device, has
 * not read them, and wants it. As they are now, so of what was taken back or has disappeared nobody is told. A fixed number of
 * statements, however many messages and people there are. `only`: of these people alone.
 */
export async function judge(
  { db, references, nowMs }: Needs,
  events: readonly LogEvent[],
  only?: readonly number[],
): Promise<Notice[]> {
  if (!(await hasSubscriptions(db))) return [];
  const chats = new Map(
    (await findChats(db, [...new Set(events.flatMap(({ chatId }) => chatId ?? []))])).map((chat) => [
      chat.id,
      chat,
    ]),
  );
  const isLarge = (chatId: number | null) => (chats.get(chatId ?? 0)?.memberCount ?? 0) > maxMembers;
  const [large, small] = [true, false].map((size) => [...chats.keys()].filter((id) => isLarge(id) === size));
  const everyone = await listReachable(db, { chatIds: small ?? [], userIds: only }, nowMs);
  const reached = new Set(everyone.map(({ chatId }) => chatId));
  const heard = events.filter(({ chatId }) => isLarge(chatId) || reached.has(chatId ?? 0));
  const messages = (await resolveEvents(db, references, heard)).map(
    ({ data }) => JSON.parse(data) as MessageJson | null,
  );
  const called = await findCalled(
    db,
    messages.flatMap((each) => (each?.mentions.length ? each.id : [])),
  );
  const named = messages.flatMap((each) => (each ? [...each.mentions, each.to ?? []].flat() : []));
  const userIds = named.flatMap(({ id }) => (only && !only.includes(id) ? [] : id));
  const those = await listReachable(db, { chatIds: large ?? [], userIds }, nowMs);
  const reachable = groupByChat([...everyone, ...those]);
  const blocks = await listBlockers(db, [...new Set(messages.flatMap((each) => each?.user.id ?? []))]);
  return heard.flatMap((event, i) => {
    const message = messages[i];
    const chat = chats.get(event.chatId ?? 0);
    if (!message || !chat) return [];
    const told = { payload: payloadOf(message, chat), ttlS: ttlOf(message, nowMs) };
    return (reachable.get(chat.id) ?? []).flatMap((person) => {
      if (!maySee(event, readerOf(person))) return [];
      const worth = worthPushing({
        message,
        person,
        isPrivate: chat.kind === 'direct',
        isCalled: called.has(`${message.id} ${person.userId}`),
        isBlocked: hasBlocked(blocks, person.userId, message.user.id),
      });
      if (!worth) return [];
      const isCalled = worth === 'called';
      const push = { ...told, isUrgent: isCalled };
      return { userId: person.userId, event, uri: message.uri, messageId: message.id, isCalled, push };
    });
  });
}

/** In seconds. */
function ttlOf({ expires_at: end }: Pick<MessageJson, 'expires_at'>, nowMs: number): number {
  const leftMs = end === null ? Number.POSITIVE_INFINITY : Date.parse(end) - nowMs;
  return Math.max(0, Math.min(longestTtlS, Math.floor(leftMs / 1000)));
}

/** As a reader of the log who is in this chat, as of the question. */
function readerOf({ userId, chatId }: Reachable): Reader {
  return { userId, isMember: (id) => id === chatId, chatIds: () => [chatId] };
}

function groupByChat(people: readonly Reachable[]): Map<number, Reachable[]> {
  const groups = new Map<number, Reachable[]>();
  for (const person of people) {
    const group = groups.get(person.chatId);
    if (group) group.push(person);
    else groups.set(person.chatId, [person]);
  }
  return groups;
}
