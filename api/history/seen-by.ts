import type { JoinedChat } from '../chats/access.ts';
import { Conflict, NotFound, PermissionDenied } from '../http/errors.ts';
import { findMessage, hasDisappeared } from '../messages/queries.ts';
import { listReaders } from '../messages/receipts/queries.ts';
import type { Services } from '../services.ts';
import { presentUser } from '../users/present.ts';
import { requireLivingUser } from '../users/queries.ts';
import type { SeenByJson } from './schemas.ts';

/** As many as know each other, and fit into a short list; in a hall nobody wants to be counted by whoever came in. */
const mostMembers = 20;

/**
 * Who has read a message of a small chat, as far as they tell `userId`. Throws NotFound for what this person may not see and for what has
 * disappeared, Conflict in a larger chat, and PermissionDenied for who keeps to themselves what they have read.
 */
export async function seenBy(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  { chat, id, userId }: { chat: JoinedChat; id: number; userId: number },
): Promise<SeenByJson> {
  const nowMs = clock.now();
  const message = await findMessage(db.read, { chatId: chat.id, id, readerId: userId, nowMs });
  if (!message || hasDisappeared(message)) throw new NotFound();
  if (chat.memberCount > mostMembers)
    throw new Conflict('too_many_members', `In a chat of more than ${mostMembers} this is not told.`);
  const me = await requireLivingUser(db.read, userId);
  if (!me.readReceipts)
    throw new PermissionDenied(
      'no_read_receipts',
      'You do not tell what you have read, so you are not told.',
    );
  return { seen_by: (await listReaders(db.read, message, userId)).map(presentUser) };
}
