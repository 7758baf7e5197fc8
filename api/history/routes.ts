import { notAMember, requireMember } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { takesGzip } from '../http/answers/accept-encoding.ts';
import { conditional } from '../http/answers/conditional-get.ts';
import { ok } from '../http/answers/replies.ts';
import { type Route, route } from '../http/route.ts';
import { knownChatScope } from '../members/access/known-chat.ts';
import { placeOf } from '../messages/time-queries.ts';
import type { Services } from '../services.ts';
import { type HistoryRange, historyVersion, readHistory } from './read-history.ts';
import * as schemas from './schemas.ts';
import { seenBy } from './seen-by.ts';

const packedAsGzip = { 'Content-Encoding': 'gzip' };

/** What was said in a chat, in pages, found by words, and up to where I have read it (api/README.md section 4). */
export function historyRoutes(
  services: Pick<
    Services,
    | 'db'
    | 'bus'
    | 'log'
    | 'clock'
    | 'markRead'
    | 'memberships'
    | 'visibleHeads'
    | 'expiringChats'
    | 'sharedPages'
    | 'presence'
  >,
): Route[] {
  const asMember = chatScope(services, requireMember);
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
      bots: true,
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
        if (!me.isBot) services.presence.saw(me.userId, me.username);
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
      description:
        'Never moves back, nor beyond the newest. Your own devices learn of it, and in a private chat the other one, where both tell ' +
        'what they have read (`read_receipts`).',
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
    route({
      method: 'get',
      path: '/api/chats/:uri/messages/:id/seen/',
      summary: 'Who has read a message',
      description:
        'In a chat of twenty people at most (else 409): of those who may see it and were there when it was said, but for its author ' +
        'and oneself. Who keeps it to themselves, or has blocked one or is blocked by one, is not among them. Who tells nothing ' +
        'is told nothing: 403 `no_read_receipts`.',
      auth: 'required',
      answers: { 200: schemas.seenBy },
      refuses: [403, 409],
      price: 'people',
      scope: asMember,
      handle: async ({ me, params, scope: chat }) =>
        ok(await seenBy(services, { chat, id: params.id, userId: me.userId })),
    }),
  ];
}
