import type { Knex } from 'knex';
import { requireNotBlocked, requireNotBlockedBy } from '../../blocks/refuse-blocked.ts';
import { requireMember, requireModerator } from '../../chats/access.ts';
import { type Chat, findChats } from '../../chats/queries.ts';
import { Conflict, NotFound, PermissionDenied } from '../../http/errors.ts';
import type { MessageRef } from '../../reactions/message.ts';
import type { Services } from '../../services.ts';
import { addresseeOf, show } from '../change-message.ts';
import { findMessage, type Message } from '../queries.ts';
import type { MessageJson } from '../schemas.ts';
import { mostPins, setPin, summarisePins } from './queries.ts';

type Pinning = Pick<Services, 'log' | 'clock'>;

/**
 * Holds a message up for all in its chat: for owner and moderators, in a private chat for both. What is pinned already stays as it is.
 * Resolves with the message; throws PermissionDenied, also for a whisper and in a private chat with a block in between, Conflict
 * where as many are pinned as a chat takes, and NotFound for what is deleted or not for who asks.
 */
export function pinMessage({ log, clock }: Pinning, ref: MessageRef): Promise<MessageJson> {
  return log.write(async (trx, append) => {
    const nowMs = clock.now();
    const { chat, message } = await requirePinnable(trx, { ...ref, nowMs });
    if (message.pin) return show(trx, message, { uri: chat.uri, nowMs });
    const otherId = addresseeOf(chat, message, ref.userId);
    // It reaches the other as a new message would.
    if (otherId !== null) await requireNotBlocked(trx, ref.userId, otherId);
    const { count, newestAt } = await summarisePins(trx, chat.id);
    if (count >= mostPins) {
      throw new Conflict('too_many_pins', `At most ${mostPins} messages of a chat are pinned at once.`);
    }
    // Behind the newest, whatever the clock of this node says: pins are in the order of their events.
    const pin = { byId: ref.userId, at: Math.max(nowMs, newestAt + 1) };
    await setPin(trx, message.id, pin);
    const data = await show(trx, { ...message, pin }, { uri: chat.uri, nowMs });
    await append([{ ...eventOf(chat, message), type: 'message.pinned', data }]);
    return data;
  });
}

/**
 * The other way round, by the same people; what is not pinned stays as it is. In a private chat who has blocked the other may still take down
 * what they have put up, and not they.
 */
export function unpinMessage({ log, clock }: Pinning, ref: MessageRef): Promise<MessageJson> {
  return log.write(async (trx, append) => {
    const nowMs = clock.now();
    const { chat, message } = await requirePinnable(trx, { ...ref, nowMs });
    if (!message.pin) return show(trx, message, { uri: chat.uri, nowMs });
    const otherId = addresseeOf(chat, message, ref.userId);
    if (otherId !== null) await requireNotBlockedBy(trx, otherId, ref.userId);
    await setPin(trx, message.id, null);
    const data = await show(trx, { ...message, pin: null }, { uri: chat.uri, nowMs });
    await append([{ ...eventOf(chat, message), type: 'message.unpinned', data }]);
    return data;
  });
}

/** For a third a whisper is a message that is not there. */
async function requirePinnable(
  trx: Knex.Transaction,
  { chatId, id, userId, nowMs }: MessageRef & { nowMs: number },
) {
  const [found] = await findChats(trx, [chatId], userId);
  const chat = requireMember(found ?? null);
  if (chat.kind !== 'direct') requireModerator(chat);
  const message = await findMessage(trx, { chatId, id, readerId: userId, nowMs });
  if (!message || message.text === null) throw new NotFound();
  if (message.toId !== null) throw new PermissionDenied('whisper', 'A whisper cannot be pinned.');
  return { chat, message };
}

function eventOf(chat: Pick<Chat, 'id' | 'uri'>, message: Pick<Message, 'id'>) {
  return { scope: { chatId: chat.id }, chatUri: chat.uri, messageId: message.id };
}
