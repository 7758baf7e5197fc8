import { notAMember } from '../chats/access.ts';
import { ApiError } from '../http/errors.ts';
import { parseJson } from '../http/input/json.ts';
import { check } from '../http/input/validate.ts';
import { answerLater } from '../http/short/answer-later.ts';
import type { ShortWay } from '../http/short/ways.ts';
import type { Services } from '../services.ts';
import * as schemas from './schemas.ts';

const readMarker = /^\/api\/chats\/(?<uri>[A-Za-z0-9-]{3,64})\/read\/?$/;
const route = '/api/chats/:uri/read/';

/**
 * Each message is a read marker of everyone who sees it: a thousand at once where a thousand read it. From someone who is known to be in the
 * chat it is taken as its route (routes.ts) does it, and whatever that would refuse goes there.
 */
export function shortMark(
  services: Pick<Services, 'config' | 'logger' | 'bodies' | 'limits' | 'memberships' | 'markRead'>,
): ShortWay {
  const { limits, memberships, markRead } = services;
  const answer = answerLater(services, route);
  return {
    method: 'PUT',
    target: readMarker,
    route: () => route,
    answer(asked, { uri = '' }) {
      const { me, address, body } = asked;
      const chatId = memberships.peek(me.userId)?.chatIdOf(uri);
      const messageId = chatId === undefined ? null : plainPlace(body);
      if (chatId === undefined || messageId === null) return false;
      if (!limits.takeAtOnce('change', me.userId, address)) return false;
      void answer(asked, async () => {
        const marker = await markRead({ chatId, userId: me.userId, messageId });
        if (!marker) throw notAMember();
        return { status: 200, body: JSON.stringify(marker) };
      });
      return true;
    },
  };
}

/** Up to where a body says that was read; null for what is to be refused. */
function plainPlace(body: Buffer): number | null {
  try {
    return check(schemas.markRead, parseJson(body)).whole?.message_id ?? null;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
