import { notAMember } from '../chats/access.ts';
import { takesGzip } from '../http/answers/accept-encoding.ts';
import { conditional } from '../http/answers/conditional-get.ts';
import { ok } from '../http/answers/replies.ts';
import { type Route, route } from '../http/route.ts';
import { knownChatScope } from '../members/access/known-chat.ts';
import { placeOf } from '../messages/time-queries.ts';
import type { Services } from '../services.ts';
import { type HistoryRange, historyVersion, readHistory } from './read-history.ts';
import * as schemas from './schemas.ts';

const packedAsGzip = { 'Content-Encoding': 'gzip' };

/** What was said in a chat, in pages, found by words, and up to where I have read it (api/README.md section 4). */
export function historyRoutes(
  services: Pick<
    Services,
    'db' | 'bus' | 'log' | 'markRead' | 'memberships' | 'visibleHeads' | 'sharedPages' | 'presence'
  >,
): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/chats/:uri/messages/',
      summary: 'The history of a chat, oldest first',
      description:
        "The newest 100, or `limit`. `before` and `after` page by a message's id, one of the two; `around` " +
        'has one in the middle, or is a 404; `from` has what was said from a time on. ' +
        '`search` finds messages with all of the words, the last one perhaps half typed. Its `cursor` ' +
        'is where to poll from.',
      auth: 'required',
      answers: { 200: schemas.messagePage, 304: null },
      refuses: [403],
      price: (ctx) => (new URLSearchParams(ctx.querystring).has('search') ? 'search' : 'read'),
      query: schemas.readHistory,
      scope: knownChatScope(services),
      async handle({ ctx, me, params, scope: chatId, query: { from, ...query } }) {
        const range: HistoryRange = { ...query, limit: query.limit ?? schemas.defaultHistoryLimit };
        if (from !== undefined) {
          const moment = { chatId, readerId: me.userId, atMs: from };
          range.after = Math.max(0, (await placeOf(services.db.read, moment)) - 1);
        }
        const isGzipTaken = takesGzip(ctx.get('Accept-Encoding'));
        const asked = { uri: params.uri, userId: me.userId, range, isGzipTaken };
        services.presence.saw(me.userId, me.username);
        let isPacked = false;
        const reply = await conditional(ctx, await historyVersion(services, asked), async () => {
          const page = await readHistory(services, asked);
          isPacked = page.isPacked;
          return page.body;
        });
        const encoding = { Vary: 'Authorization, Accept-Encoding', ...(isPacked ? packedAsGzip : {}) };
        return { ...reply, headers: { ...reply.headers, ...encoding } };
      },
    }),
    route({
      method: 'put',
      path: '/api/chats/:uri/read/',
      summary: 'I have read up to here',
      description: 'Never moves back, nor beyond the newest. Known to your own devices alone.',
      auth: 'required',
      answers: { 200: schemas.readMarker },
      refuses: [403],
      body: schemas.markRead,
      scope: knownChatScope(services),
      async handle({ me, scope: chatId, body }) {
        const marker = await services.markRead({ chatId, userId: me.userId, messageId: body.message_id });
        if (!marker) throw notAMember();
        return ok(marker);
      },
    }),
  ];
}
