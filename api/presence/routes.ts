import type { Knex } from 'knex';
import { findBlocksBetween } from '../blocks/queries.ts';
import { partnerIn } from '../chats/direct-partners.ts';
import { findDirectKey } from '../chats/queries.ts';
import { noContent } from '../http/answers/replies.ts';
import { type Route, route } from '../http/route.ts';
import { knownChatScope } from '../members/access/known-chat.ts';
import type { Services } from '../services.ts';

export function typingRoutes(services: Pick<Services, 'db' | 'memberships' | 'presence'>): Route[] {
  const { db, presence } = services;
  return [
    route({
      method: 'post',
      path: '/api/chats/:uri/typing/',
      summary: 'I am typing, for five seconds',
      description:
        'Online members see it in `state` of their polls; with a block between the two of a private chat nobody does.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403],
      scope: knownChatScope(services),
      async handle({ me, scope: chatId }) {
        // Whoever types is there, also when no poll has come yet.
        presence.saw(me.userId, me.username);
        if (!(await isBlocked(db.read, chatId, me.userId)))
          presence.typed({ chatId, userId: me.userId }, 'here');
        return noContent();
      },
    }),
  ];
}

/** Whether a block stands between the two of a private chat, whoever made it. A step by the key for any other chat. */
async function isBlocked(db: Knex, chatId: number, userId: number): Promise<boolean> {
  const otherId = partnerIn(await findDirectKey(db, chatId), userId);
  return otherId !== null && (await findBlocksBetween(db, [[userId, otherId]])).size > 0;
}
