import { etagMatches } from '../http/answers/conditional-get.ts';
import { sendJson } from '../http/answers/raw-reply.ts';
import { hasNoLine } from '../http/observing/request-log.ts';
import { shortHeaders, varyByPerson } from '../http/short/headers.ts';
import type { ShortWay } from '../http/short/ways.ts';
import { decodeCursor } from '../log/cursor.ts';
import { countBetween, isBefore } from '../log/place.ts';
import { isQuiet } from '../log/read.ts';
import type { Services } from '../services.ts';
import { composeBody, cursorAfter, maxQuietLag, nothing, quietTag } from './answer.ts';
import { mayHold } from './held-polls.ts';
import { type HoldingPolls, heldHeaders, hold } from './hold.ts';
import { defaultLimit, maxLimit, maxWaitS } from './schemas.ts';

type Polling = HoldingPolls & Pick<Services, 'config' | 'limits' | 'heldElsewhere' | 'isShuttingDown'>;

/** Only the plainest poll; everything else goes the whole way. */
const plainPoll =
  /^\/api\/(?:chats\/(?<uri>[A-Za-z0-9-]{3,64})\/)?events\/?\?cursor=(?<cursor>[\w-]{1,300})(?:&wait=(?<wait>\d{1,4}))?(?:&limit=(?<limit>[1-9]\d{0,4}))?(?:&client=(?<client>[\w-]{1,64}))?$/;

const etag = quietTag('long');

/**
 * Nearly every poll asks whether anything happened, and nothing did. With memberships known and a cursor of ours, the answer needs
 * neither Koa nor SQL: an interval poll without news is answered here, mostly by comparing two numbers, and a poll that is to be
 * held is held here.
 */
export function shortPoll(services: Polling): ShortWay {
  const { log, memberships, presence, config, limits, isShuttingDown } = services;
  const headersOfHeld = shortHeaders(config, heldHeaders, varyByPerson);
  const headersOfQuiet = shortHeaders(
    config,
    ['Cache-Control', 'private, no-cache', 'ETag', etag],
    varyByPerson,
  );
  return {
    method: 'GET',
    target: plainPoll,
    route: ({ uri }) => (uri === undefined ? '/api/events/' : '/api/chats/:uri/events/'),
    answer({ req, res, me, address }, { uri, cursor = '', wait, limit, client = null }) {
      const reader = memberships.peek(me.userId);
      const since = decodeCursor(cursor);
      if (!reader || !since?.state || since.databaseId !== log.databaseId) return false;
      if (isBefore(log.head, since.position) || isShuttingDown()) return false;
      const chatId = uri === undefined ? null : reader.chatIdOf(uri);
      if (chatId === undefined) return false;
      const chat = chatId === null || uri === undefined ? null : { id: chatId, uri };

      const waitS = Math.min(Number(wait ?? 0), maxWaitS);
      if (waitS > 0) {
        const caller = { userId: me.userId, address: address.key, client };
        if (!mayHold(services.waiters, services.heldElsewhere, config, caller)) return false;
        if (!limits.takeAtOnce('poll', me.userId, address)) return false;
        presence.saw(me.userId, me.username);
        const poll = { reader, chat, since, limit: Math.min(Number(limit ?? defaultLimit), maxLimit) };
        hold(services, res, poll, { me, waitMs: waitS * 1000, ...caller, headers: headersOfHeld(req) });
        return true;
      }

      if (!limits.takeAtOnce('poll', me.userId, address)) return false;
      // Coming online is news to oneself too, so this comes before the look.
      presence.saw(me.userId, me.username);
      if (
        presence.news(reader, chatId, since.state) !== null ||
        !isQuiet(log, { reader, chat, position: since.position })
      ) {
        // The long way takes its own.
        limits.giveBackAtOnce('poll', me.userId, address);
        return false;
      }
      const isFarBehind = countBetween(since.position, log.head) > maxQuietLag;
      if (!isFarBehind && etagMatches(req.headers['if-none-match'] ?? '', etag)) {
        res.writeHead(304, [...headersOfQuiet(req)]).end();
        return true;
      }
      if (config.logRequests) hasNoLine(req);
      const place = { ...since, position: log.head };
      const next = cursorAfter(services, { reader, chat, since: place }, null);
      sendJson(res, 200, composeBody(next, nothing, services.advice.long), headersOfQuiet(req));
      return true;
    },
  };
}
