import { requireMember } from '../../chats/access.ts';
import { chatScope } from '../../chats/find.ts';
import { ok } from '../../http/answers/replies.ts';
import { pageQuery, paginated, toPage } from '../../http/pagination.ts';
import { type Route, route } from '../../http/route.ts';
import { listOf } from '../../http/schema/answer-fields.ts';
import { knownChatScope } from '../../members/access/known-chat.ts';
import type { Services } from '../../services.ts';
import { presentMessages } from '../present.ts';
import { message } from '../schemas.ts';
import { pinMessage, unpinMessage } from './change-pin.ts';
import { listPinned, mostPins, summarisePins } from './queries.ts';

/** What is held up for all in a chat (api/README.md section 4). */
export function pinRoutes(services: Pick<Services, 'db' | 'log' | 'clock' | 'memberships'>): Route[] {
  const { db, clock } = services;
  const asMember = chatScope(services, requireMember);

  const pinRoute = (
    method: 'put' | 'delete',
    { summary, change }: { summary: string; change: typeof pinMessage },
  ) =>
    route({
      method,
      path: '/api/chats/:uri/messages/:id/pin/',
      summary,
      description:
        'For owner and moderators; in a private chat for both. Twice changes nothing. A whisper: 403. ' +
        `At most ${mostPins} in a chat: 409.`,
      auth: 'required',
      answers: { 200: message },
      refuses: method === 'put' ? [403, 409] : [403],
      price: 'react',
      scope: knownChatScope(services),
      async handle({ me, scope: chatId, params }) {
        return ok(await change(services, { chatId, id: params.id, userId: me.userId }));
      },
    });

  return [
    pinRoute('put', { summary: 'Pin a message for all in the chat', change: pinMessage }),
    pinRoute('delete', { summary: 'Unpin it', change: unpinMessage }),
    route({
      method: 'get',
      path: '/api/chats/:uri/pins/',
      summary: 'What is pinned in a chat, the newest pin first',
      auth: 'required',
      bots: true,
      answers: { 200: listOf(message) },
      refuses: [403],
      query: pageQuery,
      scope: asMember,
      async handle({ ctx, scope: chat, query }) {
        const page = toPage(query);
        const nowMs = clock.now();
        const slice = { limit: page.pageSize, offset: page.offset, nowMs };
        const { count } = await summarisePins(db.read, chat.id);
        const pinned = await listPinned(db.read, chat.id, slice);
        const shown = await presentMessages(db.read, pinned, { uriOf: () => chat.uri, nowMs });
        return ok(paginated(ctx, page, count, shown));
      },
    }),
  ];
}
