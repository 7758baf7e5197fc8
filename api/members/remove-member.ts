import { requireMember, requireModerator } from '../chats/access.ts';
import { findChats } from '../chats/queries.ts';
import { NotFound } from '../http/errors.ts';
import type { Services } from '../services.ts';
import { findUser } from '../users/queries.ts';
import { requireMayRemove } from './access/rights.ts';
import { deleteBan, insertBan } from './ban-queries.ts';
import { leaveChats } from './leave-chats.ts';
import { findMember } from './queries.ts';

type Removing = Pick<Services, 'log' | 'clock' | 'presence' | 'endKeeping'>;

interface Removal {
  chatId: number;
  /** Who removes: oneself, or someone who may. */
  removerId: number;
  userId: number;
  ban: boolean;
}

/**
 * Takes someone out of a chat, for good with `ban`, which holds for somebody who has left as well. The right to it is asked
 * inside the transaction. Throws NotFound for who is not there to be removed, and PermissionDenied.
 */
export function removeMember(services: Removing, removal: Removal): Promise<void> {
  const { chatId, removerId, userId, ban } = removal;
  return services.log.write(async (trx, append) => {
    const [found] = await findChats(trx, [chatId], removerId);
    const target = await findMember(trx, chatId, userId);
    if (removerId === userId) requireMember(found ?? null);
    else requireMayRemove(requireModerator(found ?? null), target?.role ?? null);
    if (!target && !ban) throw new NotFound();
    // First, as the chat goes with its last member, and its bans with it.
    if (ban) await insertBan(trx, { chatId, userId, createdAt: services.clock.now() });
    if (!target) return;
    const removedBy = removerId === userId ? undefined : await findUser(trx, removerId);
    await leaveChats(services, { trx, append, userId, chatIds: [chatId], removedBy });
  });
}

/** The same by whoever runs the server. */
export function banByOperator(services: Removing, chatId: number, userId: number): Promise<void> {
  return services.log.write(async (trx, append) => {
    const [chat] = await findChats(trx, [chatId]);
    if (!chat) throw new NotFound();
    await insertBan(trx, { chatId, userId, createdAt: services.clock.now() });
    await leaveChats(services, { trx, append, userId, chatIds: [chatId], removedBy: null });
  });
}

/** False where there was none to lift. */
export function liftBanByOperator(
  { log }: Pick<Services, 'log'>,
  chatId: number,
  userId: number,
): Promise<boolean> {
  return log.write((trx) => deleteBan(trx, chatId, userId));
}

/** Throws NotFound where there is no ban to lift, and PermissionDenied. */
export function liftBan(
  { log }: Pick<Services, 'log'>,
  { chatId, lifterId, userId }: { chatId: number; lifterId: number; userId: number },
): Promise<void> {
  return log.write(async (trx) => {
    const [found] = await findChats(trx, [chatId], lifterId);
    requireModerator(found ?? null);
    if (!(await deleteBan(trx, chatId, userId))) throw new NotFound();
  });
}
