import { requireMember } from '../chats/access.ts';
import type { ChatDeps } from '../chats/deps.ts';
import { lookUpChat } from '../chats/find.ts';
import { noContent } from '../http/replies.ts';
import { type Route, route } from '../http/route.ts';
import type { Presence } from './presence.ts';

export function typingRoutes(deps: ChatDeps & { presence: Presence }): Route[] {
  const { memberships, presence } = deps;
  return [
    route({
      method: 'post',
      path: '/api/chats/:uri/typing/',
      summary: 'I am typing, for five seconds',
      auth: 'required',
      async handle({ me, params }) {
        const mine = await memberships.of(me.userId);
        const known = mine.chatIdOf(params.uri);
        const chatId = known ?? requireMember(await lookUpChat(deps, params.uri, me.userId)).id;
        // Whoever types is there, also when no poll has come yet.
        presence.saw(me.userId, me.username);
        presence.typed({ chatId, userId: me.userId }, 'here');
        return noContent();
      },
    }),
  ];
}
