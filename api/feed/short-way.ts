import type { IncomingMessage, ServerResponse } from 'node:http';
import { etagMatches } from '../http/conditional-get.ts';
import { socketAddress } from '../http/door/client-address.ts';
import { exposedHeaders } from '../http/plumbing.ts';
import type { Principal } from '../http/route.ts';
import { headersOfAll } from '../http/safe-headers.ts';
import { decodeCursor } from '../log/cursor.ts';
import { isQuiet } from '../log/read.ts';
import type { Memberships } from '../members/memberships.ts';
import type { Services } from '../services.ts';
import { tokenIn } from '../tokens/authenticate.ts';
import { composeBody, cursorAfter, maxQuietLag, nothing, quietTag } from './answer.ts';
import { mayHold } from './held-polls.ts';
import { type HoldingPolls, heldHeaders, hold } from './hold.ts';
import type { PolledChat } from './look.ts';
import { defaultLimit, maxLimit, maxWaitS } from './schemas.ts';

type ShortWay = Pick<Services, 'config' | 'limits' | 'tokens' | 'heldElsewhere' | 'isShuttingDown'>;

/** Only the plainest poll; everything else goes the whole way. */
const plainPoll =
  /^\/api\/(?:chats\/(?<uri>[A-Za-z0-9-]{3,64})\/)?events\/?\?cursor=(?<cursor>[\w-]{1,300})(?:&wait=(?<wait>\d{1,4}))?(?:&limit=(?<limit>[1-9]\d{0,4}))?(?:&client=(?<client>[\w-]{1,64}))?$/;

const etag = quietTag('long');

/** What the routes send too; a test holds the two together. */
const corsHeaders = {
  Vary: 'Origin, Authorization',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': exposedHeaders,
};

/**
 * Nearly every poll asks whether anything happened, and nothing did. With a token proven before, memberships known, and a
 * cursor of ours, the answer needs neither Koa nor SQL: an interval poll without news is answered here, mostly by comparing
 * two numbers, and a poll that is to be held is held here. Returns false, having answered nothing, for every other request.
 */
export function shortWay(services: HoldingPolls & ShortWay) {
  const { log, presence, clock, config, limits } = services;
  // With a list of origins, or behind proxies, the answer depends on more than is looked at here.
  if (config.corsOrigins !== '*' || config.trustedProxies > 0) return () => false;
  const commonHeaders = { ...headersOfAll(config), ...corsHeaders };
  const waitHeaders = { ...commonHeaders, ...heldHeaders };
  const quietHeaders = { ...commonHeaders, 'Cache-Control': 'private, no-cache', ETag: etag };

  return (req: IncomingMessage, res: ServerResponse): boolean => {
    const asked = req.method === 'GET' ? plainPoll.exec(req.url ?? '')?.groups : undefined;
    const { accept = '*/*', prefer } = req.headers;
    if (!asked || prefer !== undefined || !/\*\/\*|application\/json/.test(accept)) return false;
    const caller = identify(services, req, asked.uri);
    const since = decodeCursor(asked.cursor ?? '');
    if (!caller || !since?.state || since.databaseId !== log.databaseId) return false;
    if (since.position > log.recent.head || services.isShuttingDown()) return false;
    const { me, reader, chat } = caller;
    const payer = socketAddress(req.socket);

    const waitS = Math.min(Number(asked.wait ?? 0), maxWaitS);
    if (waitS > 0) {
      const client = asked.client ?? null;
      const address = payer.key;
      if (!mayHold(services.waiters, services.heldElsewhere, config, { userId: me.userId, address, client }))
        return false;
      if (!limits.takeAtOnce('poll', me.userId, payer)) return false;
      presence.saw(me.userId, me.username);
      const limit = Math.min(Number(asked.limit ?? defaultLimit), maxLimit);
      hold(
        services,
        res,
        { reader, chat, since, limit },
        { me, waitMs: waitS * 1000, client, address, headers: waitHeaders },
      );
      return true;
    }

    // The long way refuses, in the words for it.
    if (!limits.takeAtOnce('poll', me.userId, payer)) return false;
    // Coming online is news to oneself too, so this comes before the look.
    presence.saw(me.userId, me.username);
    if (
      presence.news(reader, chat?.id ?? null, since.state) !== null ||
      !isQuiet(log, { reader, chat, position: since.position })
    ) {
      // The long way takes its own.
      limits.giveBackAtOnce('poll', me.userId, payer);
      return false;
    }
    const isFarBehind = log.recent.head - since.position > maxQuietLag;
    if (!isFarBehind && etagMatches(req.headers['if-none-match'] ?? '', etag)) {
      res.writeHead(304, quietHeaders).end();
      return true;
    }
    const place = { ...since, position: log.recent.head };
    const body = composeBody(
      cursorAfter(services, { reader, chat, since: place }, null),
      nothing,
      services.advice.long,
    );
    const length = Buffer.byteLength(body);
    res.writeHead(200, {
      ...quietHeaders,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': length,
    });
    res.end(body);
    return true;
  };

  function identify(
    { tokens, memberships }: typeof services,
    req: IncomingMessage,
    uri: string | undefined,
  ): Caller | null {
    const token = tokenIn(req.headers.authorization ?? '');
    const me = token === undefined ? undefined : tokens.get(token, clock.now());
    const reader = me && memberships.peek(me.userId);
    if (!me || !reader) return null;
    if (uri === undefined) return { me, reader, chat: null };
    const id = reader.chatIdOf(uri);
    return id === undefined ? null : { me, reader, chat: { id, uri } };
  }
}

interface Caller {
  me: Principal;
  reader: Memberships;
  /** Null: everything of the caller's. */
  chat: PolledChat | null;
}
