import { requireMember } from '../chats/access.ts';
import { lookUpChat } from '../chats/find.ts';
import { CursorExpired, NotFound, ValidationError } from '../http/errors.ts';
import type { Principal } from '../http/route.ts';
import type { Cursor, StateMark } from '../log/cursor.ts';
import { CursorLost } from '../log/cursor.ts';
import { type Answer, type Question, readLate, readRecent, readStored } from '../log/read.ts';
import type { Memberships } from '../members/access/memberships.ts';
import type { Services } from '../services.ts';

/** One chat's URL, with the uri that the chat has now. */
export interface PolledChat {
  id: number;
  uri: string;
}

/** What one poll wants to know, resolved once; it may then look several times. */
export interface Poll {
  reader: Memberships;
  /** Null: everything of the reader's. */
  chat: PolledChat | null;
  /** Null: no cursor was given. */
  since: Cursor | null;
  limit: number;
}

/** What a look found. `state` is JSON, null when nothing of it changed. */
export interface Found extends Answer {
  state: string | null;
  mark: StateMark;
}

export type Looking = Pick<Services, 'db' | 'log' | 'memberships' | 'presence'>;

/** Throws 400 for what is no cursor, 410 for one whose place is lost. */
export async function openPoll(
  services: Looking,
  { me, chat, cursor, limit }: { me: Principal; chat: PolledChat | null; cursor: string; limit: number },
): Promise<Poll> {
  const since = cursor === '' ? null : await follow(services, cursor);
  const reader = services.memberships.peek(me.userId) ?? (await services.memberships.of(me.userId));
  return { reader, chat, since, limit };
}

/** News since the poll's place, or an end of membership, which is news too; null when there is neither. */
export function look(
  services: Looking,
  poll: Poll & { since: Cursor },
): Found | null | Promise<Found | null> {
  // Each time anew: what was kept in memory when the poll came may have been dropped since, and is no longer kept right.
  const reader = services.memberships.peek(poll.reader.userId);
  if (!reader) return services.memberships.of(poll.reader.userId).then(() => look(services, poll));
  poll.reader = reader;
  const question: Question = {
    reader: poll.reader,
    chat: poll.chat,
    position: poll.since.position,
    limit: poll.limit,
  };
  const answer = readRecent(services.log, question);
  if (answer) return judge(services, poll, answer);
  const read =
    readLate(services.db, services.log, question) ?? readStored(services.db, services.log, question);
  return read.then((stored) => judge(services, poll, stored), expired);
}

/** The first poll's answer: nothing yet, but the place to go on from, and who is there. */
export function snapshot(
  { log, presence }: Pick<Services, 'log' | 'presence'>,
  { reader, chat }: Poll,
): Found {
  const chatId = chat?.id ?? null;
  const state = presence.news(reader, chatId, null) ?? '{}';
  return {
    events: [],
    position: log.head,
    hasMore: false,
    state,
    mark: presence.mark(reader, chatId),
  };
}

function judge(
  { presence }: Pick<Services, 'presence'>,
  { reader, chat, since }: Poll & { since: Cursor },
  answer: Answer,
): Found | null {
  const chatId = chat?.id ?? null;
  const hasLeft = chat !== null && !reader.isMember(chat.id);
  const state = hasLeft ? null : presence.news(reader, chatId, since.state);
  // With more to look through there is something to answer: where to go on from.
  if (answer.events.length === 0 && state === null && !hasLeft && !answer.hasMore) {
    // Nothing for this reader up to here, so a later look need not go over it again.
    since.position = answer.position;
    return null;
  }
  // Nothing of the state is new, so what was seen of it is what there is: to sum that up again takes a step for each chat.
  const mark = state === null ? presence.renewed(since.state, reader, chatId) : presence.mark(reader, chatId);
  return { state, mark, ...answer };
}

async function follow({ log }: Pick<Services, 'log'>, cursor: string): Promise<Cursor> {
  const place = await log.follow(cursor).catch(expired);
  if (place) return place;
  throw new ValidationError({ cursor: ['Invalid cursor.'] });
}

function expired(error: unknown): never {
  throw error instanceof CursorLost ? new CursorExpired() : error;
}

/** From memory; the database decides about whoever is not known as a member there, with the error that chats/access.ts names. */
export async function requirePolledChat(services: Looking, me: Principal, uri: string): Promise<PolledChat> {
  const reader = await services.memberships.of(me.userId);
  const known = reader.chatIdOf(uri);
  if (known !== undefined) return { id: known, uri };
  const chat = requireMember(await lookUpChat(services, uri, me.userId));
  // Joined a moment ago on another node: read the log until that is known here.
  await services.log.catchUp();
  const present = await services.memberships.of(me.userId);
  if (!present.isMember(chat.id)) throw new NotFound();
  return { id: chat.id, uri };
}
