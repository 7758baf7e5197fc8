import { noContent } from '../http/answers/replies.ts';
import { type Route, route } from '../http/route.ts';
import { knownChatScope } from '../members/access/known-chat.ts';
import type { Services } from '../services.ts';

export function typingRoutes(services: Pick<Services, 'db' | 'memberships' | 'presence'>): Route[] {
  const { presence } = services;
  return [
    route({
      method: 'post',
      path: '/api/chats/:uri/typing/',
      summary: 'I am typing, for five seconds',
      description: 'Online members see it in `state` of their polls.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403],
      scope: knownChatScope(services),
      async handle({ me, scope: chatId }) {
        // Whoever types is there, also when no poll has come yet.
        presence.saw(me.userId, me.username);
        presence.typed({ chatId, userId: me.userId }, 'here');
        return noContent();
      },
    }),
  ];
}
