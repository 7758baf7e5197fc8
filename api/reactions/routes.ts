import { requireMember } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { ValidationError } from '../http/errors.ts';
import { ok } from '../http/replies.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { react } from './react.ts';

/** One per person and emoji (api/README.md section 4). */
export function reactionRoutes(services: Pick<Services, 'db' | 'changeBeside'>): Route[] {
  const inChat = chatScope(services, requireMember);
  const reactionRoute = (method: 'put' | 'delete', change: 'added' | 'removed', summary: string) =>
    route({
      method,
      path: '/api/chats/:uri/messages/:id/reactions/:emoji/',
      summary,
      auth: 'required',
      price: 'react',
      scope: inChat,
      async handle({ me, scope: chat, params }) {
        const ref = { chatId: chat.id, id: params.id, userId: me.userId };
        return ok(await react(services, ref, requireEmoji(params.emoji), change));
      },
    });
  return [
    reactionRoute('put', 'added', 'React to a message'),
    reactionRoute('delete', 'removed', 'Take my reaction back'),
  ];
}

/** Unicode's "recommended for general interchange" set (UTS #51), one emoji and nothing beside it. */
const oneEmoji = /^\p{RGI_Emoji}$/v;

function requireEmoji(param: string): string {
  // Many keyboards leave out the selector that asks for the coloured form, as in a plain heart.
  const coloured = `${param}\ufe0f`;
  if (oneEmoji.test(param)) return param;
  if (oneEmoji.test(coloured)) return coloured;
  throw new ValidationError({ emoji: ['Enter a single emoji.'] });
}
