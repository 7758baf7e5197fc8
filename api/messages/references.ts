import type { Knex } from 'knex';
import { presentUser, shownOfUser } from '../accounts/present.ts';
import { findUsers, type User } from '../accounts/queries.ts';
import { findMemberships, membershipKey } from '../chats/member-queries.ts';
import { findUris } from '../chats/queries.ts';
import type { LogEvent } from '../events/event.ts';
import type { References } from '../events/references.ts';
import { presentMessages } from './present.ts';
import { findMessages } from './queries.ts';
import type { MessageJson } from './schemas.ts';

// A quote within a text is written \" in JSON, so nothing that anyone says or is called can pass for one of these.
const messageReference = /\{"\$message":(\d+)\}/g;
const userReference = /\{"\$user":(\d+)(,"email":"")?/g;

/** What the log stores in place of messages and people (events/references.ts says why), and how it is read again. */
export const references: References = {
  store: (data) => JSON.stringify(data, withReferences),

  /** Of the new chat's last message: it is for this one reader, and for as long as that one is in the chat. */
  isResolvedLate: ({ type, data }) => type === 'chat.created' && data.includes('{"$message":'),

  async resolve(db, events) {
    const users = await findUsers(db, idsIn(events, userReference));
    const messages = await readMessages(db, events);
    return events.map((event) =>
      event.data
        .replace(userReference, (_, id, email) => openUser(users.get(Number(id)), email !== undefined))
        .replace(messageReference, (_, id) => messages(Number(id), event) ?? 'null'),
    );
  },

  follow(event, news) {
    if (news.type === 'user.updated') return followUser(event.data, news);
    if (event.messageId === news.messageId) return news.data;
    return event.type === 'chat.created' ? followLast(event.data, news) : event.data;
  },
};

function withReferences(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('sentiment' in value && 'id' in value) return { $message: value.id };
  if (!shownOfUser.every((name) => name in value)) return value;
  const rest = Object.entries(value).filter(([name]) => !(shownOfUser as readonly string[]).includes(name));
  // A profile's address is not stored either.
  const kept = rest.map(([name, each]) => [name, name === 'email' ? '' : each]);
  return { $user: (value as { id: number }).id, ...Object.fromEntries(kept) };
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

/** The messages that these events show, as JSON; null for one that went with its chat, or that its reader may no longer see. */
async function readMessages(db: Knex, events: readonly LogEvent[]) {
  const messages = await findMessages(db, idsIn(events, messageReference));
  const chatIds = [...new Set(messages.map(({ chatId }) => chatId))];
  const uris = await findUris(db, chatIds);
  const shown = await presentMessages(db, messages, ({ chatId }) => uris.get(chatId) ?? '');
  const byId = new Map(
    messages.map(({ id, chatId }, i) => [id, { chatId, json: JSON.stringify(shown[i]) }] as const),
  );
  // A message in an event of a chat is for whoever may see the event; in one of a person, for a member of its chat.
  const readers = events.flatMap(({ userId, data }) =>
    userId !== null && data.includes('{"$message":') ? [userId] : [],
  );
  const pairs = [...new Set(readers)].flatMap((userId) =>
    chatIds.map((id): [number, number] => [id, userId]),
  );
  const memberships = new Set(
    (await findMemberships(db, pairs)).map((member) => membershipKey(member.chatId, member.id)),
  );
  return (id: number, { userId }: LogEvent): string | null => {
    const message = byId.get(id);
    if (!message) return null;
    return userId === null || memberships.has(membershipKey(message.chatId, userId)) ? message.json : null;
  };
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
