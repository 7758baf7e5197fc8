import { findChats } from '../chats/queries.ts';
import { Gone, NotFound, PermissionDenied } from '../http/errors.ts';
import { admit, type Joining } from '../members/join-chat.ts';
import { requireLivingUser } from '../users/queries.ts';
import { hashCode } from './code.ts';
import { countUse, findInvite, type Invite } from './queries.ts';

/**
 * Joins by invite. Looked at and counted in one transaction of the only writer: of two who accept the last use at once
 * one gets it. Whoever is in the chat already uses none. With `chatId` the invite must be for that chat. Throws 404, 410 or 403 as the contract says.
 */
export function acceptInvite(
  services: Joining,
  { code, userId, chatId }: { code: string; userId: number; chatId?: number },
): Promise<{ id: number; uri: string }> {
  return services.log.write(async (trx, append) => {
    await requireLivingUser(trx, userId);
    const invite = await findInvite(trx, hashCode(code));
    const [chat] = invite ? await findChats(trx, [invite.chatId], userId) : [];
    if (!invite || !chat || (chatId !== undefined && chat.id !== chatId)) throw new NotFound();
    if (chat.role !== null) return chat;
    requireUsable(invite, services.clock.now());
    if (chat.isBanned) throw new PermissionDenied('banned', 'You are banned from this chat.');
    if (chat.joinPolicy === 'closed') {
      throw new PermissionDenied('closed', 'This chat is closed to new members.');
    }
    await countUse(trx, invite.id);
    await admit(services, { trx, append, chat, userId });
    return chat;
  });
}

/** Throws Gone, with the reason, for an invite that lets nobody in any more. */
export function requireUsable(invite: Invite, nowMs: number): void {
  if (invite.isWithdrawn) throw new Gone('invite_withdrawn', 'This invite was withdrawn.');
  if (invite.expiresAt !== null && invite.expiresAt <= nowMs) {
    throw new Gone('invite_expired', 'This invite has expired.');
  }
  if (invite.maxUses !== null && invite.uses >= invite.maxUses) {
    throw new Gone('invite_used_up', 'This invite has been used up.');
  }
}
