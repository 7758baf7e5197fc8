import type { Services } from '../services.ts';

export type Viewing = Pick<Services, 'log' | 'memberships' | 'visibleHeads'>;

/**
 * The version of what one reader sees of a chat: the newest event that this reader may see, and the question asked, of
 * characters that an ETag may hold. Null when membership is not known in memory; then the full way decides. No SQL once
 * the chat has been asked for.
 */
export async function viewVersion(
  { memberships, visibleHeads, log }: Viewing,
  { uri, userId, question }: { uri: string; userId: number; question: string },
): Promise<string | null> {
  const chatId = (await memberships.of(userId)).chatIdOf(uri);
  if (chatId === undefined) return null;
  return nameVersion(log, { chatId, head: await visibleHeads.of(chatId, userId), question });
}

/** The same at once, for a chat that the reader is known to be in; null also when SQL would have to be asked. */
export function knownVersion(
  { visibleHeads, log }: Pick<Viewing, 'log' | 'visibleHeads'>,
  { chatId, userId, question }: { chatId: number; userId: number; question: string },
): string | null {
  const head = visibleHeads.known(chatId, userId);
  return head === null ? null : nameVersion(log, { chatId, head, question });
}

function nameVersion(
  { databaseId }: Pick<Viewing['log'], 'databaseId'>,
  { chatId, head, question }: { chatId: number; head: number; question: string },
): string {
  return `${databaseId}-${chatId}-${head}-${question}`;
}
