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
  const head = await visibleHeads.of(chatId, userId);
  return `${log.databaseId}-${chatId}-${head}-${question}`;
}
