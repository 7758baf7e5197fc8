import { createHash } from 'node:crypto';
import { requireMember } from '../chats/access.ts';
import { lookUpChat } from '../chats/find.ts';
import { presentMessages } from '../messages/present.ts';
import { listMessages } from '../messages/queries.ts';
import type { Services } from '../services.ts';
import { type Viewing, viewVersion } from './view-version.ts';

/** Which stretch, of all messages or of those with all words of `search`; at most one of `before` and `after`. */
export interface HistoryRange {
  limit: number;
  before?: number | undefined;
  after?: number | undefined;
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
export function questionOf({ limit, before, after, search }: HistoryRange): string {
  const stretch = `${limit}.${before ?? ''}.${after ?? ''}`;
  return search === undefined ? stretch : `${stretch}.${digest(search)}`;
}

/** One page of a chat's history as the contract shows it. Throws what chats/access.ts says for whoever is not a member. */
export async function readHistory(
  services: Pick<Services, 'db' | 'log'>,
  { uri, userId, range }: { uri: string; userId: number; range: HistoryRange },
) {
  // The cursor first: what comes in while the page is read is then an event too, and nothing is missed.
  const cursor = services.log.cursorAt(services.log.recent.head);
  const chat = requireMember(await lookUpChat(services, uri, userId));
  const { messages, hasMore } = await listMessages(services.db.read, {
    chatId: chat.id,
    readerId: userId,
    ...range,
  });
  const shown = await presentMessages(services.db.read, messages, () => chat.uri);
  return { id: chat.id, uri: chat.uri, messages: shown, cursor, has_more: hasMore };
}

/** An ETag holds no spaces or foreign letters, and need not be as long as what was asked. */
function digest(search: string): string {
  return createHash('sha256').update(search).digest('base64url').slice(0, 22);
}
