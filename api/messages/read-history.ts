import { requireMember } from '../chats/access.ts';
import { lookUpChat } from '../chats/find.ts';
import type { MessageDeps } from './deps.ts';
import { presentMessages } from './present.ts';
import { listMessages } from './queries.ts';

/** Which stretch; at most one of `before` and `after`. */
export interface HistoryRange {
  limit: number;
  before?: number | undefined;
  after?: number | undefined;
}

/**
 * The version of one reader's view of a chat's history: the newest event that this reader may see, and the stretch. Null
 * when membership is not known in memory; then the full way decides. No SQL once the chat has been asked for.
 */
export async function historyVersion(
  { memberships, visibleHeads, log }: MessageDeps,
  { uri, userId, range }: { uri: string | undefined; userId: number; range: HistoryRange },
): Promise<string | null> {
  const chatId = (await memberships.of(userId)).chatIdOf(uri ?? '');
  if (chatId === undefined) return null;
  const head = await visibleHeads.of(chatId, userId);
  return `${log.databaseId}-${chatId}-${head}-${range.limit}.${range.before ?? ''}.${range.after ?? ''}`;
}

/** One page of a chat's history as the contract shows it. Throws what access.ts says for whoever is not a member. */
export async function readHistory(
  deps: MessageDeps,
  { uri, userId, range }: { uri: string | undefined; userId: number; range: HistoryRange },
) {
  // The cursor first: what comes in while the page is read is then an event too, and nothing is missed.
  const cursor = deps.log.cursorAt(deps.log.recent.head);
  const chat = requireMember(await lookUpChat(deps, uri, userId));
  const { messages, hasMore } = await listMessages(deps.db.read, {
    chatId: chat.id,
    readerId: userId,
    ...range,
  });
  const shown = await presentMessages(deps.db.read, messages, () => chat.uri);
  return { id: chat.id, uri: chat.uri, messages: shown, cursor, has_more: hasMore };
}
