import { createHash } from 'node:crypto';
import { requireMember } from '../chats/access.ts';
import { lookUpChat } from '../chats/find.ts';
import { NotFound } from '../http/errors.ts';
import { presentMessages } from '../messages/present.ts';
import type { MessageJson } from '../messages/schemas.ts';
import {
  type Listed,
  listAround,
  listAroundForAll,
  listForAll,
  listMessages,
} from '../messages/stretch-queries.ts';
import type { Services } from '../services.ts';
import type { PageForAll, Stretch } from './shared-pages.ts';
import { type Viewing, viewVersion } from './view-version.ts';

/** Which stretch, of all messages or of those with all words of `search`; at most one of `before`, `after` and `around`. */
export interface HistoryRange {
  limit: number;
  before?: number | undefined;
  after?: number | undefined;
  around?: number | undefined;
  search?: string | undefined;
}

/** The version of one reader's view of a stretch of a chat's history, for its ETag. */
export function historyVersion(
  services: Viewing,
  { uri, userId, range }: { uri: string; userId: number; range: HistoryRange },
): Promise<string | null> {
  return viewVersion(services, { uri, userId, question: questionOf(range) });
}

/** What was asked, in characters that an ETag may hold. */
export function questionOf({ limit, before, after, around, search }: HistoryRange): string {
  const stretch = `${limit}.${before ?? ''}.${after ?? ''}${around === undefined ? '' : `.${around}`}`;
  return search === undefined ? stretch : `${stretch}.${digest(search)}`;
}

type Reading = Pick<Services, 'bus' | 'db' | 'log' | 'clock' | 'memberships' | 'sharedPages'>;

interface Asked {
  uri: string;
  userId: number;
  range: HistoryRange;
}

/** An object, or JSON that was made once for all. */
export interface HistoryPage {
  body: object | Buffer;
  isPacked: boolean;
}

/**
 * One page of a chat's history as the contract shows it, as gzip where that was asked for, it is long and there is no whisper on it. Throws
 * what chats/access.ts says for whoever is not a member.
 */
export async function readHistory(
  services: Reading,
  asked: Asked & { isGzipTaken: boolean },
): Promise<HistoryPage> {
  return (await readShared(services, asked)) ?? readOwn(services, asked);
}

/** The page that everyone in the chat sees alike; null where there is none, or where memory does not know the reader as a member. */
async function readShared(
  services: Reading,
  { uri, userId, range, isGzipTaken }: Asked & { isGzipTaken: boolean },
): Promise<HistoryPage | null> {
  const { bus, log, memberships, sharedPages } = services;
  // Hardly anybody else searches for the same words.
  if (range.search !== undefined) return null;
  // What another node has committed by now may have taken something back, or the reader out.
  if (bus.hasOthers) await log.catchUp();
  const memberOf = () => memberships.peek(userId)?.chatIdOf(uri);
  const chatId = memberOf();
  if (chatId === undefined) return null;
  const askedAt = log.head;
  const stretch = { chatId, uri, question: questionOf(range) };
  const { page, isCurrent } = await sharedPages.of(stretch, () => readForAll(services, stretch, range));
  if (page === null) return null;
  // Before it is packed, as what happens meanwhile is not on it.
  const cursor = log.cursorAt(isCurrent ? log.head : askedAt);
  if (isGzipTaken) await page.pack();
  if (memberOf() !== chatId) return null;
  const packed = isGzipTaken ? page.packedWith(cursor) : null;
  return { body: packed ?? page.with(cursor), isPacked: packed !== null };
}

/** Around the cursor, which is not of the page. */
async function readForAll(
  { db, log, clock }: Pick<Reading, 'db' | 'log' | 'clock'>,
  { chatId, uri }: Stretch,
  range: HistoryRange,
): Promise<PageForAll | null> {
  const nowMs = clock.now();
  const { around, ...stretch } = { chatId, nowMs, ...range };
  const listed = await (around === undefined
    ? listForAll(db.read, stretch)
    : listAroundForAll(db.read, { ...stretch, around }));
  if (listed === null) return null;
  const shown = await presentMessages(db.read, listed.messages, { uriOf: () => uri, nowMs });
  // Memory may be behind what was just read: whoever was removed before the last of it was said must be known to be.
  await log.catchUp();
  return { parts: partsOf({ id: chatId, uri, messages: shown }, listed), untilMs: firstExpiry(shown) };
}

/** A page as JSON before and after its cursor. */
function partsOf(
  page: { id: number; uri: string; messages: readonly MessageJson[] },
  listed: Listed,
): readonly [before: string, after: string] {
  return [`${JSON.stringify(page).slice(0, -1)},`, `,${JSON.stringify(endOf(listed)).slice(1)}`];
}

/**
 * The page as this reader alone may see it. Without a whisper on it it goes out packed like that of all: else its form would tell a third person that
 * others whisper.
 */
async function readOwn(
  services: Pick<Services, 'db' | 'log' | 'clock' | 'sharedPages'>,
  { uri, userId, range, isGzipTaken }: Asked & { isGzipTaken: boolean },
): Promise<HistoryPage> {
  // The cursor first: what comes in while the page is read is then an event too, and nothing is missed.
  const cursor = services.log.cursorAt(services.log.head);
  const chat = requireMember(await lookUpChat(services, uri, userId));
  const nowMs = services.clock.now();
  const { around, ...stretch } = { chatId: chat.id, readerId: userId, nowMs, ...range };
  const listed = await (around === undefined
    ? listMessages(services.db.read, stretch)
    : listAround(services.db.read, { ...stretch, around }));
  if (!listed) throw new NotFound();
  const uriOf = () => chat.uri;
  const shown = await presentMessages(services.db.read, listed.messages, { uriOf, nowMs });
  const page = { id: chat.id, uri: chat.uri, messages: shown };
  const hasWhisper = shown.some(({ to }) => to !== null);
  if (!isGzipTaken || hasWhisper || range.search !== undefined)
    return { body: { ...page, cursor, ...endOf(listed) }, isPacked: false };
  const stretchAlike = { chatId: chat.id, uri: chat.uri, question: questionOf(range) };
  const text = services.sharedPages.alike(stretchAlike, partsOf(page, listed));
  await text.pack();
  const packed = text.packedWith(cursor);
  return { body: packed ?? text.with(cursor), isPacked: packed !== null };
}

/** When the first of what is shown disappears, in Unix milliseconds. */
function firstExpiry(messages: readonly MessageJson[]): number {
  const shown = messages.flatMap((message) => [message, message.reply_to]);
  return Math.min(...shown.map((each) => (each?.expires_at ? Date.parse(each.expires_at) : Infinity)));
}

function endOf({ hasMore, hasNewer }: Listed) {
  return { has_more: hasMore, ...(hasNewer !== undefined && { has_newer: hasNewer }) };
}

/** An ETag holds no spaces or foreign letters, and need not be as long as what was asked. */
function digest(search: string): string {
  return createHash('sha256').update(search).digest('base64url').slice(0, 22);
}
