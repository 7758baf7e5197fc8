import type { z } from 'zod';
import { requireModerator, requireNotDirect } from '../chats/access.ts';
import { findChats } from '../chats/queries.ts';
import { NotFound } from '../http/errors.ts';
import type { Services } from '../services.ts';
import { hashCode, inviteCode, newInviteId } from './code.ts';
import { type Invite, insertInvite, markWithdrawn } from './queries.ts';
import type { makeInvite as makeInviteSchema } from './schemas.ts';

interface ByModerator {
  chatId: number;
  /** Who asks. */
  userId: number;
}

/** By the owner and moderators, asked again inside: whoever is none of them by now makes no way back in. */
export function makeInvite(
  { log, clock, key }: Pick<Services, 'log' | 'clock' | 'key'>,
  { chatId, userId }: ByModerator,
  wish: z.output<typeof makeInviteSchema>,
): Promise<Invite> {
  const id = newInviteId();
  return log.write(async (trx) => {
    const [chat] = await findChats(trx, [chatId], userId);
    requireNotDirect(requireModerator(chat ?? null));
    const invite = {
      id,
      codeHash: hashCode(inviteCode(key.secret, id)),
      chatId,
      note: wish.note ?? '',
      expiresAt: wish.expires_in ? clock.now() + wish.expires_in * 1000 : null,
      maxUses: wish.max_uses ?? null,
      createdAt: clock.now(),
    };
    await insertInvite(trx, invite);
    return { ...invite, uses: 0, isWithdrawn: false };
  });
}

/** The same for taking one back, named by its id or its code. Throws NotFound for one that this chat does not have. */
export function withdrawInvite(
  { log, clock }: Pick<Services, 'log' | 'clock'>,
  { chatId, userId }: ByModerator,
  idOrCode: string,
): Promise<void> {
  return log.write(async (trx) => {
    const [chat] = await findChats(trx, [chatId], userId);
    requireModerator(chat ?? null);
    const named = { chatId, id: idOrCode, codeHash: hashCode(idOrCode), nowMs: clock.now() };
    if (!(await markWithdrawn(trx, named))) throw new NotFound();
  });
}
