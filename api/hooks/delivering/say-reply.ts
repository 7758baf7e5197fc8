import type { Knex } from 'knex';
import type { LogEvent } from '../../log/event.ts';
import { findMessages } from '../../messages/queries.ts';
import type { MessageJson } from '../../messages/schemas.ts';
import { scorePolarity } from '../../messages/sentiment.ts';
import type { Services } from '../../services.ts';
import { findHook, type Hook } from '../queries.ts';

/** As far as a reply depends on it. */
interface Told {
  id: number;
  user: { id: number } | null;
  to: { id: number } | null;
  edited_at: string | null;
  deleted: boolean;
}

/**
 * What a receiver has answered, said by the bot: as a reply to the message that it was told of, of a whisper to who whispered, and by itself
 * where it was told of anything else. Once, however often the event is delivered, as its key is made of the event; what is answered otherwise the second
 * time is not said. Nothing is said by who is not in the chat any more, by a hook that was changed, paused or removed while it was asked, or of a message that is
 * not any more what it was told of: an answer may repeat it. Resolves with what stands for it, also when it was said before; null: nothing does.
 */
export async function sayReply(
  { send, clock }: Pick<Services, 'send' | 'clock'>,
  { hook, event, text }: { hook: Hook; event: LogEvent; text: string },
): Promise<MessageJson | null> {
  const told = event.messageId === null ? null : (JSON.parse(event.data) as Told);
  const toId = told?.to ? (told.user?.id ?? null) : null;
  // Of a whisper whose author is gone nobody would hear, and it must not be said aloud.
  if (told?.to && toId === null) return null;
  const sent = await send({
    chatId: hook.chatId,
    authorId: hook.botId,
    toId,
    replyToId: told?.id ?? null,
    text,
    polarity: scorePolarity(text),
    clientKey: `hook-${event.id}`,
    images: [],
    onlyIf: async (trx) =>
      (await isAsAsked(trx, hook)) && (told === null || (await isAsTold(trx, told, clock.now()))),
  });
  return 'json' in sent ? JSON.parse(sent.json) : null;
}

async function isAsAsked(trx: Knex, { botId, url, cursor, createdAt }: Hook): Promise<boolean> {
  const now = await findHook(trx, botId);
  if (!now || now.pausedBy !== null) return false;
  return now.url === url && now.cursor === cursor && now.createdAt === createdAt;
}

async function isAsTold(trx: Knex, { id, edited_at, deleted }: Told, nowMs: number): Promise<boolean> {
  const [message] = await findMessages(trx, [id], nowMs);
  if (!message) return false;
  if (deleted || message.text === null) return deleted;
  return message.editedAt === (edited_at === null ? null : Date.parse(edited_at));
}
