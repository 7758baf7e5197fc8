import type { LogEvent } from '../../log/event.ts';
import { scorePolarity } from '../../messages/sentiment.ts';
import type { Services } from '../../services.ts';
import type { Hook } from '../queries.ts';

/** As far as a reply depends on it. */
interface Said {
  id: number;
  user: { id: number } | null;
  to: { id: number } | null;
}

/**
 * What a receiver has answered, said by the bot: as a reply to the message that it was told of, of a whisper to who whispered, and by itself
 * where it was told of anything else. Once, however often the event is delivered, as its key is made of the event; what is answered otherwise the second
 * time is not said. Nothing is said by who is not in the chat any more.
 */
export async function sayReply(
  { send }: Pick<Services, 'send'>,
  {
    hook: { botId, chatId },
    event,
    text,
  }: { hook: Pick<Hook, 'botId' | 'chatId'>; event: LogEvent; text: string },
): Promise<void> {
  const about = event.messageId === null ? null : (JSON.parse(event.data) as Said);
  const reply = {
    chatId,
    authorId: botId,
    toId: about?.to ? (about.user?.id ?? null) : null,
    replyToId: about?.id ?? null,
    text,
    polarity: scorePolarity(text),
    clientKey: `hook-${event.id}`,
    images: [],
  };
  // Of a whisper whose author is gone nobody would hear, and it must not be said aloud.
  if (about?.to && reply.toId === null) return;
  const sent = await send(reply);
  // What it answers has disappeared meanwhile: it is said all the same, but not of a whisper.
  if (sent.outcome === 'no original' && reply.toId === null) await send({ ...reply, replyToId: null });
}
