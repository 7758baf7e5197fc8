import { NotFound } from '../http/errors.ts';
import { maxPageSize } from '../http/pagination.ts';
import { listMembers } from '../members/queries.ts';
import { presentUser } from '../users/present.ts';
import { findUser } from '../users/queries.ts';
import type { ChatDeps } from './deps.ts';
import { findPartners } from './direct-partners.ts';
import { presentMember, presentMemberChat, presentPreview } from './present.ts';
import type { FoundChat } from './queries.ts';

/** The first members of a chat, the owner first; `members/` pages through all of them. */
async function showMembers({ db, presence }: ChatDeps, chatId: number) {
  const members = await listMembers(db.read, chatId, { limit: maxPageSize });
  return members.map((member) => presentMember(member, presence));
}

/** The chat as its own URL shows it: with its members to a member, as a preview to anyone else. */
export async function showChat(deps: ChatDeps, chat: FoundChat, userId: number) {
  if (chat.role === null) return presentPreview(chat);
  const summaries = await deps.activity.summaries(deps.db.read, [chat.id], userId);
  const partners = await findPartners(deps.db.read, [chat], userId);
  const shown = presentMemberChat(chat, chat.role, summaries.get(chat.id), partners.get(chat.id));
  return { ...shown, members: await showMembers(deps, chat.id) };
}

/** What whoever joins, or adds someone, is answered: the words that older clients of this API know. */
export async function showJoined(deps: ChatDeps, chat: { id: number; uri: string }, joinerId: number) {
  const joiner = await findUser(deps.db.read, joinerId);
  if (!joiner) throw new NotFound();
  return {
    status: 'SUCCESS',
    uri: chat.uri,
    members: await showMembers(deps, chat.id),
    message: `${joiner.username} joined the chat`,
    user: presentUser(joiner),
  };
}
