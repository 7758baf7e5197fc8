import { takesGzip } from '../http/answers/accept-encoding.ts';
import { etagMatches, tagOf } from '../http/answers/conditional-get.ts';
import { sendJson } from '../http/answers/raw-reply.ts';
import { shortHeaders, varyByPerson } from '../http/short/headers.ts';
import type { ShortWay } from '../http/short/ways.ts';
import type { Services } from '../services.ts';
import { questionOf } from './read-history.ts';
import { defaultHistoryLimit, maxHistoryLimit } from './schemas.ts';
import { knownVersion } from './view-version.ts';

/** One page, the newest or beside a message; a search is rare. */
const plainPage =
  /^\/api\/chats\/(?<uri>[A-Za-z0-9-]{3,64})\/messages\/?(?:\?(?:limit=(?<limit>[1-9]\d{0,4})(?:$|&(?=.)))?(?:(?<side>before|after)=(?<place>\d{1,15}))?)?$/;

/**
 * Clients that know no events ask for the history again and again, every few seconds, with its ETag or without; and mostly nothing has
 * changed, so that they have the page, or it is kept here. Where other nodes are a page takes a look at the log, the long way.
 */
export function shortHistory(
  services: Pick<
    Services,
    | 'config'
    | 'limits'
    | 'bus'
    | 'log'
    | 'memberships'
    | 'visibleHeads'
    | 'expiringChats'
    | 'sharedPages'
    | 'presence'
  >,
): ShortWay {
  const { config, limits, bus, log, memberships, sharedPages, presence } = services;
  const headersFor = shortHeaders(
    config,
    ['Cache-Control', 'private, no-cache'],
    `${varyByPerson}, Accept-Encoding`,
  );
  return {
    method: 'GET',
    target: plainPage,
    route: () => '/api/chats/:uri/messages/',
    answer({ req, res, me, address }, { uri = '', limit, side, place }) {
      const chatId = memberships.peek(me.userId)?.chatIdOf(uri);
      if (chatId === undefined) return false;
      const range = {
        limit: Math.min(Number(limit ?? defaultHistoryLimit), maxHistoryLimit),
        ...(side && { [side]: Number(place) }),
      };
      const question = questionOf(range);
      const version = knownVersion(services, { chatId, userId: me.userId, question });
      if (version === null) return false;
      const etag = tagOf(version);
      const isKnown = etagMatches(req.headers['if-none-match'] ?? '', etag);
      const page = isKnown || bus.hasOthers ? null : sharedPages.peek({ chatId, uri, question });
      const isGzipTaken = page !== null && takesGzip(req.headers['accept-encoding']);
      if (!isKnown && (page === null || (isGzipTaken && page.isToBePacked))) return false;
      if (!limits.takeAtOnce('read', me.userId, address)) return false;
      presence.saw(me.userId, me.username);
      const headers = [...headersFor(req), 'ETag', etag];
      if (page === null) {
        res.writeHead(304, headers).end();
        return true;
      }
      const cursor = log.cursorAt(log.head);
      const packed = isGzipTaken ? page.packedWith(cursor) : null;
      if (packed) headers.push('Content-Encoding', 'gzip');
      sendJson(res, 200, packed ?? page.with(cursor), headers);
      return true;
    },
  };
}
