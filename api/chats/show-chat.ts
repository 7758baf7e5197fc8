import type { Services } from '../services.ts';
import { findPartners } from './direct-partners.ts';
import { presentMemberChat, presentPreview } from './present.ts';
import type { FoundChat } from './queries.ts';

/** The chat as its own URL shows it: with its members to a member, as a preview to anyone else. */
export async function showChat(
  { db, activity, chatMembers }: Pick<Services, 'db' | 'activity' | 'chatMembers'>,
  chat: FoundChat,
  userId: number,
) {
  if (chat.role === null) return presentPreview(chat);
  const summaries = await activity.summaries(db.read, [chat.id], userId);
  const partners = await findPartners(db.read, [chat], userId);
  const shown = presentMemberChat(chat, chat.role, summaries.get(chat.id), partners.get(chat.id));
  const seen = chat.kind === 'direct' ? await activity.seenPlaces(db.read, [chat.id], userId) : null;
  const seenId = seen?.get(chat.id);
  const members = await chatMembers.list(chat.id);
  return { ...shown, members, ...(seenId !== undefined && { seen_message_id: seenId }) };
}
