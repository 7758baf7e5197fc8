import type { LogEvent } from '../../log/event.ts';
import type { Expiry } from '../../log/expiries.ts';
import type { MessageJson } from '../schemas.ts';

/** What events in memory show of messages that expire (log/expiries.ts), as JSON. */

/** Nothing that anyone says or is called can pass for this, as a quote within a text is written \". */
const mark = '"expires_at":"';

/** When what an event shows expires: its own message, and what that one answers. Of most nothing does, and that costs one look at the text. */
export function expiriesIn({ messageId, data }: Pick<LogEvent, 'messageId' | 'data'>): Expiry[] {
  if (messageId === null || !data.includes(mark)) return [];
  const message = JSON.parse(data) as MessageJson | null;
  return [message, message?.reply_to ?? null].flatMap((shown) =>
    shown?.expires_at && !shown.deleted ? [{ messageId: shown.id, atMs: Date.parse(shown.expires_at) }] : [],
  );
}

/** For the data of an event of this message, or of an answer to it, as it is once the message has expired. */
export function onceExpired(messageId: number): (event: Pick<LogEvent, 'data'>) => string {
  return ({ data }) => {
    const message = JSON.parse(data) as MessageJson;
    if (message.id === messageId) return JSON.stringify(tombstoneOf(message));
    const { reply_to: quote } = message;
    if (quote?.id !== messageId) return data;
    return JSON.stringify({ ...message, reply_to: { ...quote, excerpt: '', image: false, deleted: true } });
  };
}

/** As it is read from a row that was erased. */
function tombstoneOf(message: MessageJson): MessageJson {
  return {
    ...message,
    message: '',
    reply_to: null,
    mentions: [],
    sentiment: { polarity: 0 },
    image: null,
    images: [],
    reactions: [],
    pinned: null,
    deleted: true,
  };
}
