import { etagMatches, tagOf } from '../http/conditional-get.ts';
import { type ShortWay, shortHeaders } from '../http/short-way.ts';
import type { Services } from '../services.ts';
import { questionOf } from './read-history.ts';
import { defaultHistoryLimit, maxHistoryLimit } from './schemas.ts';
import { knownVersion } from './view-version.ts';

/** One page, the newest or beside a message; a search is rare. */
const plainPage =
  /^\/api\/chats\/(?<uri>[A-Za-z0-9-]{3,64})\/messages\/?(?:\?(?:limit=(?<limit>[1-9]\d{0,4})(?:$|&(?=.)))?(?:(?<side>before|after)=(?<place>\d{1,15}))?)?$/;

/** Clients that know no events ask for the history with its ETag, every few seconds; and mostly nothing has changed. */
export function shortHistory(
  services: Pick<Services, 'config' | 'limits' | 'log' | 'memberships' | 'visibleHeads' | 'presence'>,
): ShortWay {
  const { config, limits, memberships, presence } = services;
  const headersFor = shortHeaders(config, { 'Cache-Control': 'private, no-cache' });
  return {
    target: plainPage,
    answer({ req, res, me, address }, { uri = '', limit, side, place }) {
      const known = req.headers['if-none-match'];
      const chatId = known === undefined ? undefined : memberships.peek(me.userId)?.chatIdOf(uri);
      if (known === undefined || chatId === undefined) return false;
      const range = {
        limit: Math.min(Number(limit ?? defaultHistoryLimit), maxHistoryLimit),
        ...(side && { [side]: Number(place) }),
      };
      const version = knownVersion(services, { chatId, userId: me.userId, question: questionOf(range) });
      if (version === null || !etagMatches(known, tagOf(version))) return false;
      if (!limits.takeAtOnce('read', me.userId, address)) return false;
      presence.saw(me.userId, me.username);
      res.writeHead(304, { ...headersFor(req), ETag: tagOf(version) }).end();
      return true;
    },
  };
}
