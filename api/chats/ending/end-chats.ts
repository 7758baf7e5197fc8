import type { NewEvent } from '../../log/event.ts';
import { listBotIds } from '../../users/bot-queries.ts';
import { findFormerUris } from '../former-uris.ts';
import { presentChat } from '../present.ts';
import { type Chat, deleteChats, listMemberIds } from '../queries.ts';
import { type Ending, endBots } from './end-bots.ts';
import { findSmall, markEnded } from './queries.ts';

/**
 * Takes these chats away with everything in them: gone for everybody as soon as this commits. Of large ones the rows stay, where nobody finds
 * them any more, to be erased piece by piece (erase-chats.ts), so that nobody waits for a million messages to go.
 */
export async function endChats({ trx, append, nowMs }: Ending, chats: readonly Chat[]): Promise<void> {
  const ids = chats.map(({ id }) => id);
  await endBots({ trx, append, nowMs }, await listBotIds(trx, ids));
  const small = await findSmall(trx, ids);
  await deleteChats(trx, [...small]);
  const large = chats.filter(({ id }) => !small.has(id));
  for (const chat of large) await markEnded(trx, chat);
  // For the memory of each node, which forgets who was in it. No reader is shown what is told to a chat that has ended.
  await append(
    large.map((chat) => ({
      type: 'chat.deleted',
      scope: { chatId: chat.id },
      chatUri: chat.uri,
      data: presentChat(chat),
    })),
  );
}

/** The same of a chat that people are in, and each of them learns it: of a large one its owner now, and the others as they are erased. */
export async function closeChat(ending: Ending, chat: Chat): Promise<void> {
  const { trx, append } = ending;
  const isSmall = (await findSmall(trx, [chat.id])).has(chat.id);
  const owner = chat.owner ? [chat.owner.id] : [];
  const memberIds = isSmall ? await listMemberIds(trx, chat.id) : owner;
  const former = (await findFormerUris(trx, [chat.id])).get(chat.id) ?? [];
  await append(chatDeleted(chat, [...former, chat.uri], memberIds));
  await endChats(ending, [chat]);
}

/**
 * For each of them personally: with the chat go its members, and with them the right to read its events. With it goes also what told of a
 * changed link, so it is over under each of its addresses.
 */
export function chatDeleted(chat: Chat, uris: readonly string[], memberIds: readonly number[]): NewEvent[] {
  const data = presentChat(chat);
  return memberIds.flatMap((id) =>
    uris.map((chatUri) => ({ type: 'chat.deleted', scope: { userId: id }, chatUri, data }) as const),
  );
}
