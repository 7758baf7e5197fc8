import type { Knex } from 'knex';
import { requireNotBlocked } from '../blocks/refuse-blocked.ts';
import { requireModerator } from '../chats/access.ts';
import { presentMemberChat } from '../chats/present.ts';
import { type FoundChat, findChats } from '../chats/queries.ts';
import { NotFound, PermissionDenied } from '../http/errors.ts';
import type { Append } from '../log/journal.ts';
import type { Services } from '../services.ts';
import { requireLivingUser } from '../users/queries.ts';
import { requireMayJoin } from './access/rights.ts';
import { memberJoined } from './present.ts';
import { findMember, insertMember } from './queries.ts';

export type Joining = Pick<Services, 'log' | 'clock' | 'activity' | 'presence'>;

/** Who lets the joiner in: the link itself, or someone who may add people. */
type Admission = 'by link' | { addedById: number };

/**
 * Makes `userId` a member, once however often and however many ask at the same moment. Rules are looked at inside the
 * transaction: a ban or a closed door that came first holds. Throws PermissionDenied, or NotFound when the chat has gone.
 */
export function joinChat(
  services: Joining,
  chatId: number,
  userId: number,
  admission: Admission,
): Promise<void> {
  return services.log.write(async (trx, append) => {
    const [chat] = await findChats(trx, [chatId], userId);
    if (!chat) throw new NotFound();
    if (chat.role !== null) return;
    await requireLivingUser(trx, userId);
    if (admission === 'by link') requireMayJoin(chat);
    else if (chat.isBanned) throw new PermissionDenied('banned', 'This person is banned from this chat.');
    if (admission !== 'by link') {
      const [asAdder] = await findChats(trx, [chatId], admission.addedById);
      requireModerator(asAdder ?? null);
      await requireNotBlocked(trx, admission.addedById, userId);
    }
    await admit(services, { trx, append, chat, userId });
  });
}

/** The joiner has read what was there before: a long history is not a pile of unread messages. */
export async function admit(
  { clock, activity, presence }: Omit<Joining, 'log'>,
  { trx, append, chat, userId }: { trx: Knex.Transaction; append: Append; chat: FoundChat; userId: number },
): Promise<void> {
  const readMessageId = await activity.newestMessageId(trx, { chatId: chat.id, userId });
  const isNew = await insertMember(trx, {
    chatId: chat.id,
    userId,
    role: 'member',
    joinedAt: clock.now(),
    readMessageId,
  });
  const member = await findMember(trx, chat.id, userId);
  if (!isNew || !member) return;
  const joined = { ...chat, memberCount: chat.memberCount + 1 };
  const summaries = await activity.summaries(trx, [chat.id], userId);
  const shown = presentMemberChat(joined, member.role, summaries.get(chat.id));
  await append([
    { type: 'chat.created', scope: { userId }, chatUri: chat.uri, data: shown },
    memberJoined(joined, member, presence),
  ]);
}
