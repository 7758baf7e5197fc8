import { ApiError } from '../../http/errors.ts';
import { parseJson } from '../../http/input/json.ts';
import { check } from '../../http/input/validate.ts';
import { answerLater } from '../../http/short/answer-later.ts';
import type { ShortWay } from '../../http/short/ways.ts';
import type { Services } from '../../services.ts';
import * as schemas from '../schemas.ts';
import { scorePolarity } from '../sentiment.ts';
import { idempotencyKey } from './idempotency-key.ts';
import type { Outgoing, SendMessage } from './outgoing.ts';
import { tellSender } from './tell-sender.ts';

const plainChat = /^\/api\/chats\/(?<uri>[A-Za-z0-9-]{3,64})\/messages\/?$/;
const route = '/api/chats/:uri/messages/';

type Sending = Pick<Services, 'config' | 'logger' | 'limits' | 'bodies' | 'log' | 'memberships'> & {
  send: SendMessage;
};

/**
 * What is said most is a text to all of a chat, by someone who is known to be in it. It is looked at and priced here as its route
 * (routes.ts) does it, and whatever that would refuse goes there. From the send on it is as good as said, and answered here, whatever
 * comes of it.
 */
export function shortSend(services: Sending): ShortWay {
  const { limits, log, memberships, send } = services;
  const answer = answerLater(services, route);
  return {
    method: 'POST',
    target: plainChat,
    route: () => route,
    answer(asked, { uri = '' }) {
      const { req, me, address, body } = asked;
      const chatId = memberships.peek(me.userId)?.chatIdOf(uri);
      const words =
        chatId === undefined ? null : plainWords(body, String(req.headers['idempotency-key'] ?? ''));
      if (chatId === undefined || words === null) return false;
      if (!limits.takeAtOnce('sendMessage', me.userId, address)) return false;
      const polarity = scorePolarity(words.text);
      const message = { chatId, authorId: me.userId, toId: null, images: [], polarity, ...words };
      void answer(asked, async () => tellSender(await send(message), log));
      return true;
    },
  };
}

/** What a body says to all of a chat; null for all else, and for what is to be refused. */
function plainWords(
  body: Buffer,
  keyHeader: string,
): Pick<Outgoing, 'text' | 'clientKey' | 'replyToId'> | null {
  try {
    const { whole } = check(schemas.sendMessage, parseJson(body));
    if (!whole || whole.image || whole.images || whole.to) return null;
    const { message, client_id, reply_to } = whole;
    if (message === undefined || Object.keys(schemas.textComplaints(message, false)).length > 0) return null;
    const clientKey = idempotencyKey(keyHeader, client_id ?? null);
    return { text: message, clientKey, replyToId: reply_to ?? null };
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
