import type { Services } from '../services.ts';

export type Viewing = Pick<Services, 'log' | 'memberships' | 'visibleHeads' | 'expiringChats'>;

/**
 * The version of what one reader sees of a chat: the newest event that this reader may see, and the question asked, of
 * characters that an ETag may hold. Null when membership is not known in memory, and then the full way decides; and as long as something that
 * this reader sees is to expire, which no event tells at that moment. No SQL once the chat has been asked for.
 */
export async function viewVersion(
  { memberships, visibleHeads, expiringChats, log }: Viewing,
  { uri, userId, question }: { uri: string; userId: number; question: string },
): Promise<string | null> {
  const chatId = (await memberships.of(userId)).chatIdOf(uri);
  if (chatId === undefined) return null;
  // The head first: what is said meanwhile, and expires, has a later one.
  const head = await visibleHeads.of(chatId, userId);
  if (await expiringChats.has(chatId, userId)) return null;
  return nameVersion(log, { chatId, head, question });
}

/** The same at once, for a chat that the reader is known to be in; null also when SQL would have to be asked. */
export function knownVersion(
  { visibleHeads, expiringChats, log }: Omit<Viewing, 'memberships'>,
  { chatId, userId, question }: { chatId: number; userId: number; question: string },
): string | null {
  const head = visibleHeads.known(chatId, userId);
  return head === null || expiringChats.known(chatId, userId) !== false
    ? null
    : nameVersion(log, { chatId, head, question });
}

function nameVersion(
  { databaseId }: Pick<Viewing['log'], 'databaseId'>,
  { chatId, head, question }: { chatId: number; head: number; question: string },
): string {
  return `${databaseId}-${chatId}-${head}-${question}`;
}
