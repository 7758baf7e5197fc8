import { requireOwner } from '../chats/access.ts';
import { chatUpdated } from '../chats/present.ts';
import { findChats } from '../chats/queries.ts';
import type { Role } from '../chats/schemas.ts';
import { NotFound, PermissionDenied } from '../http/errors.ts';
import type { Services } from '../services.ts';
import { memberUpdated } from './present.ts';
import { findMember, findMembers, updateRoles } from './queries.ts';

/** Owner only. `owner` hands the chat over: the former owner becomes a moderator. */
export function changeRole(
  { log, presence, endKeeping }: Pick<Services, 'log' | 'presence' | 'endKeeping'>,
  { chatId, ownerId, userId, role }: { chatId: number; ownerId: number; userId: number; role: Role },
): Promise<void> {
  return log.write(async (trx, append) => {
    const [found] = await findChats(trx, [chatId], ownerId);
    const chat = requireOwner(found ?? null);
    const target = await findMember(trx, chatId, userId);
    if (!target) throw new NotFound();
    if (target.role === role) return;
    if (userId === ownerId) {
      throw new PermissionDenied('owner_must_hand_over', 'Hand the chat over to someone else first.');
    }
    // The former owner first: a chat never has two.
    if (role === 'owner') await updateRoles(trx, [[chatId, ownerId]], 'moderator');
    await updateRoles(trx, [[chatId, userId]], role);
    const changed = await findMembers(trx, chatId, role === 'owner' ? [ownerId, userId] : [userId]);
    const [after] = await findChats(trx, [chatId]);
    await append([
      ...changed.map((member) => memberUpdated(chat, member, presence)),
      ...(role === 'owner' && after ? [chatUpdated(after)] : []),
    ]);
    if (role === 'member') await endKeeping({ trx, append, userId, chatIds: [chatId] });
  });
}
