import { ok } from '../http/answers/replies.ts';
import { ValidationError } from '../http/errors.ts';
import { type Route, route } from '../http/route.ts';
import { named } from '../http/schema/answer-fields.ts';
import { knownChatScope } from '../members/access/known-chat.ts';
import type { Services } from '../services.ts';

/** One per person and emoji (api/README.md section 4). */
export function reactionRoutes(services: Pick<Services, 'db' | 'memberships' | 'react'>): Route[] {
  const reactionRoute = (method: 'put' | 'delete', change: 'added' | 'removed', summary: string) =>
    route({
      method,
      path: '/api/chats/:uri/messages/:id/reactions/:emoji/',
      summary,
      description: 'One per person and emoji; twice changes nothing. At most 20 different ones: 409.',
      auth: 'required',
      bots: true,
      answers: { 200: named('Message') },
      refuses: [400, 403, 409],
      price: 'react',
      scope: knownChatScope(services),
      async handle({ me, scope: chatId, params }) {
        const emoji = requireEmoji(params.emoji);
        return ok(await services.react({ chatId, id: params.id, userId: me.userId, emoji, change }));
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
