import type { Knex } from 'knex';
import { requireNotBlocked } from '../blocks/refuse-blocked.ts';
import { mayModerate, requireMember, requireMemberOrStaff } from '../chats/access.ts';
import { partnerIn } from '../chats/direct-partners.ts';
import { type Chat, type FoundChat, findChats } from '../chats/queries.ts';
import { NotFound, PermissionDenied, ValidationError } from '../http/errors.ts';
import type { Append } from '../log/journal.ts';
import type { MessageRef } from '../reactions/message.ts';
import type { Services } from '../services.ts';
import { presentMessages } from './present.ts';
import { findMessage, findMessages, type Message } from './queries.ts';
import { type MessageJson, textComplaints } from './schemas.ts';
import { messageScope } from './sending/send-message.ts';
import { scorePolarity } from './sentiment.ts';
import { type Erasing, sayOtherwise, takeBack } from './take-back.ts';

type Changing = Pick<Services, 'log' | 'clock' | 'forgetRepeated'>;

/** Author only: new text, scored anew; blank only beside images, which stay. A message deleted or expired before is a NotFound. */
export function editMessage(
  { log, clock, forgetRepeated }: Changing,
  ref: MessageRef,
  text: string,
): Promise<MessageJson> {
  const polarity = scorePolarity(text);
  return log.write(async (trx, append) => {
    const nowMs = clock.now();
    const { chat, message } = await requireMessage(trx, { ...ref, nowMs });
    if (message.authorId !== ref.userId) {
      throw new PermissionDenied('not_the_author', 'Only its author may edit a message.');
    }
    if (message.text === null) throw new NotFound();
    if (message.text === text) return show(trx, message, { uri: chat.uri, nowMs });
    await requireStillWelcome(trx, chat, message, ref.userId);
    const edited = await sayOtherwise({ trx, nowMs, forgetRepeated }, message, { text, polarity });
    const data = await show(trx, edited, { uri: chat.uri, nowMs });
    const complaints = textComplaints(text, data.image !== null);
    if (Object.keys(complaints).length > 0) throw new ValidationError(complaints);
    const event = { scope: messageScope(message), chatUri: chat.uri, messageId: message.id, data };
    await append([{ ...event, type: 'message.updated' }]);
    return data;
  });
}

/**
 * Author, owner or moderators, in public chats the staff; of a whisper its author alone. Nothing of it is left anywhere but a tombstone (take-back.ts).
 * Deleting again changes nothing. Resolves with whose it was, null when there was nothing left to delete.
 */
export function deleteMessage(
  { log, clock, forgetRepeated }: Changing,
  ref: MessageRef,
): Promise<number | null> {
  return log.write(async (trx, append) => {
    const nowMs = clock.now();
    const { chat, message } = await requireMessage(trx, { ...ref, nowMs }, requireMemberOrStaff);
    const isModerated = mayModerate(chat) && message.toId === null;
    if (message.authorId !== ref.userId && !isModerated) {
      throw new PermissionDenied('not_the_author', 'You may not delete this message.');
    }
    if (message.text === null) return null;
    await bury({ trx, append, forgetRepeated, chat, message, nowMs });
    return message.authorId;
  });
}

/** By whoever runs the server: what was said to all in a chat. Resolves the same, null also when there is no such message. */
export function deleteByOperator(
  { log, clock, forgetRepeated }: Changing,
  chatId: number,
  id: number,
): Promise<number | null> {
  return log.write(async (trx, append) => {
    const [chat] = await findChats(trx, [chatId]);
    const nowMs = clock.now();
    const message = await findMessage(trx, { chatId, id, readerId: 0, nowMs });
    if (!chat || !message || message.text === null) return null;
    await bury({ trx, append, forgetRepeated, chat, message, nowMs });
    return message.authorId;
  });
}

/** Within another change: a message that was reported to staff, in whatever chat, a whisper too. False when nothing was left to delete. */
export async function deleteReported(
  { trx, append, forgetRepeated, nowMs }: Taking,
  id: number,
): Promise<boolean> {
  const [message] = await findMessages(trx, [id], nowMs);
  const [chat] = message ? await findChats(trx, [message.chatId]) : [];
  if (!chat || !message || message.text === null) return false;
  await bury({ trx, append, forgetRepeated, chat, message, nowMs });
  return true;
}

interface Taking extends Erasing {
  trx: Knex.Transaction;
  append: Append;
}

interface Burial extends Taking {
  chat: Chat;
  message: Message;
}

async function bury({ trx, append, forgetRepeated, chat, message, nowMs }: Burial): Promise<void> {
  const tombstone = await takeBack({ trx, nowMs, forgetRepeated }, message);
  const data = await show(trx, tombstone, { uri: chat.uri, nowMs });
  const event = { scope: messageScope(message), chatUri: chat.uri, messageId: message.id, data };
  await append([{ ...event, type: 'message.deleted' }]);
}

/** Throws PermissionDenied where a block stands between who rewords a message and whom it was said to. */
async function requireStillWelcome(
  trx: Knex.Transaction,
  chat: Pick<Chat, 'directKey'>,
  message: Message,
  userId: number,
): Promise<void> {
  const otherId = addresseeOf(chat, message, userId);
  if (otherId !== null) await requireNotBlocked(trx, userId, otherId);
}

/**
 * Of what was said between two, the other one; null of what was said to all. A new text, or a reaction, reaches that one as a new
 * message would, so a block holds for them too.
 */
export function addresseeOf(
  { directKey }: Pick<Chat, 'directKey'>,
  { authorId, toId }: Message,
  userId: number,
): number | null {
  const otherId = partnerIn(directKey, userId) ?? (toId === userId ? authorId : toId);
  return otherId === userId ? null : otherId;
}

/** The message and its chat as they are inside this transaction. */
async function requireMessage(
  trx: Knex.Transaction,
  { chatId, id, userId, nowMs }: MessageRef & { nowMs: number },
  rule: (found: FoundChat | null) => FoundChat = requireMember,
) {
  const [found] = await findChats(trx, [chatId], userId);
  const chat = rule(found ?? null);
  const message = await findMessage(trx, { chatId, id, readerId: userId, nowMs });
  if (!message) throw new NotFound();
  return { chat, message };
}

export async function show(
  db: Knex,
  message: Message,
  { uri, nowMs }: { uri: string; nowMs: number },
): Promise<MessageJson> {
  const [shown] = await presentMessages(db, [message], { uriOf: () => uri, nowMs });
  if (!shown) throw new Error(`Message ${message.id} was not presented.`);
  return shown;
}
