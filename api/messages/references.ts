import type { Knex } from 'knex';
import type { ActivitySummary } from '../chats/activity.ts';
import { presentActivity } from '../chats/present.ts';
import { findUris } from '../chats/queries.ts';
import type { LogEvent } from '../log/event.ts';
import type { References } from '../log/references.ts';
import { listMemberships, membershipKey } from '../members/queries.ts';
import type { Clock } from '../process/clock.ts';
import { presentUser, shownOfUser } from '../users/present.ts';
import { findUsers, type User } from '../users/queries.ts';
import { messageActivity } from './activity.ts';
import { expiriesIn, onceExpired } from './expiry/in-memory.ts';
import { presentMessages } from './present.ts';
import { findMessages } from './queries.ts';
import { quoteOf } from './quote.ts';
import { isSeenStored, readSeen } from './receipts/seen-updated.ts';
import type { MessageJson } from './schemas.ts';

// A quote within a text is written \" in JSON, so nothing that anyone says or is called can pass for one of these.
const messageReference = /\{"\$message":(\d+)\}/g;
const activityReference = /"\$activity":(\d+)/g;
const originalShown = /"reply_to":\{"id":(\d+),/;
const userReference = /\{"\$user":(\d+)(,"email":"")?/g;

/** What the log stores in place of messages and people (log/references.ts says why), and how it is read again, at a moment by this clock. */
export function referencesBy(clock: Pick<Clock, 'now'>): References {
  return {
    store: (data) => JSON.stringify(data, withReferences),

    isResolvedLate: (event) => isActivityStored(event) || isSeenStored(event),

    async resolve(db, events) {
      const nowMs = clock.now();
      const users = await findUsers(db, idsIn(events, userReference));
      const messages = await readMessages(db, idsIn(events, messageReference), nowMs);
      const activities = await readActivities(db, events, clock);
      const seen = await readSeen(db, events);
      return events.map((event) => {
        const { data, userId } = event;
        const places = seen(event);
        if (places !== undefined) return places;
        return data
          .replace(userReference, (_, id, email) => openUser(users.get(Number(id)), email !== undefined))
          .replace(messageReference, (_, id) => messages.get(Number(id)) ?? 'null')
          .replace(activityReference, (_, id) => activities(Number(id), userId ?? 0));
      });
    },

    originalOf({ data }) {
      const id = originalShown.exec(data)?.[1];
      return id === undefined ? null : Number(id);
    },

    following(news) {
      if (news.type === 'user.updated') return ({ data }) => followUser(data, news);
      const followOriginal = followingOriginal(news);
      return ({ type, messageId, data }) => {
        if (messageId === news.messageId) return news.data;
        return followOriginal(type === 'chat.created' ? followLast(data, news) : data);
      };
    },

    now: () => clock.now(),
    expiriesIn,
    onceExpired,
  };
}

/** What a new chat has to show is for this one reader, as long as that one is in it, and changes with all that is said there; what the other one has read is told as long as both want it. */
function isActivityStored({ type, data }: Pick<LogEvent, 'type' | 'data'>): boolean {
  return type === 'chat.created' && data.includes('"$activity":');
}

const activityFields = Object.keys(presentActivity(undefined));

function withReferences(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('id' in value)) return value;
  if ('sentiment' in value) return { $message: value.id };
  if (shownOfUser.every((name) => name in value)) return withoutUser(value);
  if (activityFields.every((name) => name in value)) return withoutActivity(value);
  return value;
}

function withoutUser(value: object & { id: unknown }): object {
  const rest = Object.entries(value).filter(([name]) => !(shownOfUser as readonly string[]).includes(name));
  // A profile's address is not stored either.
  const kept = rest.map(([name, each]) => [name, name === 'email' ? '' : each]);
  return { $user: value.id, ...Object.fromEntries(kept) };
}

function withoutActivity(value: object & { id: unknown }): object {
  const [first] = activityFields;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      if (name === first) return [['$activity', value.id]];
      return activityFields.includes(name) ? [] : [[name, each]];
    }),
  );
}

function idsIn(events: readonly LogEvent[], reference: RegExp): number[] {
  const ids = events.flatMap(({ data }) => [...data.matchAll(reference)].map((match) => Number(match[1])));
  return [...new Set(ids)];
}

/** A person as JSON without the closing brace: what else the event says of them follows. */
function openUser(user: User | undefined, isProfile: boolean): string {
  // Rows of people stay, whatever happens to them.
  if (!user) return '{"id":null';
  const shown = JSON.stringify(presentUser(user)).slice(0, -1);
  return isProfile ? `${shown},"email":${JSON.stringify(user.email)}` : shown;
}

/** Messages as JSON. Whoever may see the event may see its message; one that went with its chat is not in the answer. */
async function readMessages(db: Knex, ids: readonly number[], nowMs: number): Promise<Map<number, string>> {
  const messages = await findMessages(db, ids, nowMs);
  const uris = await findUris(db, [...new Set(messages.map(({ chatId }) => chatId))]);
  const shown = await presentMessages(db, messages, { uriOf: ({ chatId }) => uris.get(chatId) ?? '', nowMs });
  return new Map(messages.map(({ id }, i) => [id, JSON.stringify(shown[i])]));
}

/** What a chat has to show to a person, as the fields of an object; to who is not in it any more, nothing. */
async function readActivities(db: Knex, events: readonly LogEvent[], clock: Pick<Clock, 'now'>) {
  const shown = new Map<string, string>();
  const late = events.filter(isActivityStored);
  // One: these are events of a person, and nobody reads those of others.
  for (const userId of new Set(late.flatMap((event) => event.userId ?? []))) {
    const chatIds = idsIn(late, activityReference);
    const mine = await listMemberships(db, userId, chatIds);
    const summaries = await messageActivity(clock).summaries(
      db,
      mine.map(({ chatId }) => chatId),
      userId,
    );
    for (const [chatId, summary] of summaries) shown.set(membershipKey(chatId, userId), fieldsOf(summary));
  }
  return (chatId: number, userId: number) => shown.get(membershipKey(chatId, userId)) ?? fieldsOf(undefined);
}

function fieldsOf(summary: ActivitySummary | undefined): string {
  return JSON.stringify(presentActivity(summary)).slice(1, -1);
}

const jsonValue = '(?:"(?:[^"\\\\]|\\\\.)*"|\\w+)';
const afterId = shownOfUser
  .slice(1)
  .map((name) => `,"${name}":${jsonValue}`)
  .join('');

/** All that is shown of this person, wherever it stands, as it is now. */
function followUser(data: string, news: LogEvent): string {
  if (!data.includes(`{"id":${news.userId},"username":`)) return data;
  const { email, ...user } = JSON.parse(news.data) as Record<string, unknown>;
  const known = new RegExp(`\\{"id":${news.userId}${afterId}(,"email":${jsonValue})?`, 'g');
  const shown = JSON.stringify(user).slice(0, -1);
  return data.replace(known, (_, profile) => (profile ? `${shown},"email":${JSON.stringify(email)}` : shown));
}

function followLast(data: string, news: LogEvent): string {
  if (!data.includes(`"last_message":{"id":${news.messageId},`)) return data;
  const chat = JSON.parse(data) as { last_message: MessageJson };
  return JSON.stringify({ ...chat, last_message: JSON.parse(news.data) });
}

/**
 * What a reply shows of its original, as that is now: in an event of a message, or in the last one of a chat. As text, since there may be
 * thousands of replies: nothing that anyone says or is called can pass for the marks, as a quote within it is written \".
 */
function followingOriginal(news: LogEvent): (data: string) => string {
  const mark = `"reply_to":{"id":${news.messageId},`;
  const quoteEnd = /"deleted":(?:true|false)\}/g;
  let quote: string | null = null;
  return (data) => {
    const start = data.indexOf(mark);
    if (start < 0) return data;
    quote ??= JSON.stringify(quoteOf(JSON.parse(news.data) as MessageJson));
    quoteEnd.lastIndex = start;
    const end = quoteEnd.exec(data);
    if (!end) throw new Error(`A reply to message ${news.messageId} has no end.`);
    return `${data.slice(0, start)}"reply_to":${quote}${data.slice(quoteEnd.lastIndex)}`;
  };
}
