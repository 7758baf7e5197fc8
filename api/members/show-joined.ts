import { NotFound } from '../http/errors.ts';
import { maxPageSize } from '../http/pagination.ts';
import type { Services } from '../services.ts';
import { presentUser } from '../users/present.ts';
import { findUser } from '../users/queries.ts';
import { presentMember } from './present.ts';
import { listMembers } from './queries.ts';

type Showing = Pick<Services, 'db' | 'presence'>;

/** The first members of a chat, the owner first. */
export async function showMembers({ db, presence }: Showing, chatId: number) {
  const members = await listMembers(db.read, chatId, { limit: maxPageSize });
  return members.map((member) => presentMember(member, presence));
}

/** What whoever joins, or adds someone, is answered: the words that older clients of this API know. */
export async function showJoined(services: Showing, chat: { id: number; uri: string }, joinerId: number) {
  const joiner = await findUser(services.db.read, joinerId);
  if (!joiner) throw new NotFound();
  return {
    status: 'SUCCESS',
    uri: chat.uri,
    members: await showMembers(services, chat.id),
    message: `${joiner.username} joined the chat`,
    user: presentUser(joiner),
  };
}
