import { createHash } from 'node:crypto';
import { findChat } from '../chats/queries.ts';
import { lobbyUri } from '../chats/uri.ts';
import { IdempotencyMismatch, NotFound } from '../http/errors.ts';
import { show } from '../messages/change-message.ts';
import { mentionAnew } from '../messages/mentions/mentioned.ts';
import type { MessageJson } from '../messages/schemas.ts';
import { findByKeys, insertMessages, type NewMessage } from '../messages/sending/queries.ts';
import { scorePolarity } from '../messages/sentiment.ts';
import type { Services } from '../services.ts';
import { requireLivingUser } from '../users/queries.ts';
import { requireStaff } from '../users/staff.ts';

export interface Broadcast {
  authorId: number;
  text: string;
  clientKey: string | null;
}

/**
 * A word of the staff to everyone: one message in the lobby's history, where whoever comes later finds it, and one event,
 * `broadcast.created`, in place of `message.created`. The event belongs to the lobby and is for everyone, so each person
 * is told once and by one event: all on `/api/events/`, those in the lobby on its own events too. From then on it is a message
 * of the lobby like others (edited, deleted, reacted to there). Staff need not be in the lobby. Throws PermissionDenied, or
 * IdempotencyMismatch for a key used before with other content.
 */
export function sendBroadcast(
  { log, clock }: Pick<Services, 'log' | 'clock'>,
  { authorId, text, clientKey }: Broadcast,
): Promise<{ message: MessageJson; isNew: boolean }> {
  const polarity = scorePolarity(text);
  return log.write(async (trx, append) => {
    requireStaff(await requireLivingUser(trx, authorId));
    const lobby = await findChat(trx, lobbyUri, authorId);
    if (!lobby) throw new NotFound();
    const nowMs = clock.now();
    const row: NewMessage = {
      chatId: lobby.id,
      authorId,
      toId: null,
      replyToId: null,
      text,
      polarity,
      clientKey,
      contentHash: hashOf(text),
      createdAt: nowMs,
    };
    const [earlier] =
      clientKey === null ? [] : await findByKeys(trx, [[lobby.id, authorId, clientKey]], nowMs);
    if (earlier && earlier.contentHash !== row.contentHash) throw new IdempotencyMismatch();
    if (earlier) return { message: await show(trx, earlier, { uri: lobby.uri, nowMs }), isNew: false };

    const [id = 0] = await insertMessages(trx, [row]);
    const said = { ...row, id, text, editedAt: null, expiresAt: null, pin: null };
    await mentionAnew(trx, said);
    const message = await show(trx, said, { uri: lobby.uri, nowMs });
    await append([
      {
        type: 'broadcast.created',
        scope: { chatId: lobby.id, audience: 'everyone' },
        chatUri: lobby.uri,
        messageId: id,
        data: message,
      },
    ]);
    return { message, isNew: true };
  });
}

/** Another one than a plain message's of the same text: the author may also write in the lobby, with keys of the same kind. */
function hashOf(text: string): string {
  return createHash('sha256').update(`broadcast ${text}`).digest('base64url');
}
