import type { Knex } from 'knex';
import { requireMember } from '../chats/access.ts';
import { findChats } from '../chats/queries.ts';
import { blankMessageEvents } from '../events/log.ts';
import { NotFound, PermissionDenied, ValidationError } from '../http/errors.ts';
import { deleteImages } from '../images/queries.ts';
import type { MessageDeps } from './deps.ts';
import { presentMessages } from './present.ts';
import { eraseMessage, findMessage, type Message, updateText } from './queries.ts';
import { deleteReactions } from './reaction-queries.ts';
import { type MessageJson, textComplaints } from './schemas.ts';
import { messageScope } from './send-message.ts';
import { scorePolarity } from './sentiment.ts';

export interface MessageRef {
  chatId: number;
  id: number;
  /** Who asks. */
  userId: number;
}

/** Author only: new text, scored anew; blank only beside an image, which stays. A message deleted before is a NotFound. */
export function editMessage(deps: MessageDeps, ref: MessageRef, text: string): Promise<MessageJson> {
  const polarity = scorePolarity(text);
  return deps.log.write(async (trx, append) => {
    const { chat, message } = await requireMessage(trx, ref);
    if (message.authorId !== ref.userId) {
      throw new PermissionDenied('not_the_author', 'Only its author may edit a message.');
    }
    if (message.text === null) throw new NotFound();
    if (message.text === text) return show(trx, message, chat.uri);
    const edit = { text, polarity, editedAt: deps.clock.now() };
    await updateText(trx, message, edit);
    const data = await show(trx, { ...message, ...edit }, chat.uri);
    const complaints = textComplaints({ message: text, image: data.image });
    if (Object.keys(complaints).length > 0) throw new ValidationError(complaints);
    const event = { scope: messageScope(message), chatUri: chat.uri, messageId: message.id, data };
    await append([{ ...event, type: 'message.updated' }]);
    return data;
  });
}

/**
 * Author, owner or moderators; of a whisper its author alone. The text goes from the row and from the log's earlier
 * events too, and the image goes. Deleting again changes nothing.
 */
export function deleteMessage(deps: MessageDeps, ref: MessageRef): Promise<void> {
  return deps.log.write(async (trx, append) => {
    const { chat, message } = await requireMessage(trx, ref);
    const mayModerate = chat.role !== 'member' && message.toId === null;
    if (message.authorId !== ref.userId && !mayModerate) {
      throw new PermissionDenied('not_the_author', 'You may not delete this message.');
    }
    if (message.text === null) return;
    await eraseMessage(trx, message.id, deps.clock.now());
    await deleteReactions(trx, message.id);
    await deleteImages(trx, message.id);
    const data = await show(trx, { ...message, text: null, polarity: 0 }, chat.uri);
    await blankMessageEvents(trx, message.id, data);
    const event = { scope: messageScope(message), chatUri: chat.uri, messageId: message.id, data };
    await append([{ ...event, type: 'message.deleted' }]);
  });
}

/** The message and its chat as they are inside this transaction. */
export async function requireMessage(trx: Knex.Transaction, { chatId, id, userId }: MessageRef) {
  const [found] = await findChats(trx, [chatId], userId);
  const chat = requireMember(found ?? null);
  const message = await findMessage(trx, { chatId, id, readerId: userId });
  if (!message) throw new NotFound();
  return { chat, message };
}

export async function show(db: Knex, message: Message, uri: string): Promise<MessageJson> {
  const [shown] = await presentMessages(db, [message], () => uri);
  if (!shown) throw new Error(`Message ${message.id} was not presented.`);
  return shown;
}
