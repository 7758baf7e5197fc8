import { requireMember } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { ok } from '../http/answers/replies.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { setNotifyLevel } from './notify-level.ts';
import * as schemas from './schemas.ts';

/** How a chat stands with oneself, which nobody else learns (api/README.md section 3). */
export function ownRoutes(services: Pick<Services, 'db' | 'log'>): Route[] {
  const asMember = chatScope(services, requireMember);

  return [
    route({
      method: 'put',
      path: '/api/chats/:uri/notify/',
      summary: 'What of a chat draws my attention',
      description:
        '`all` that is said, `mentions` of my name and what is whispered to me, or `none`. Known to your own devices ' +
        'alone, which go by it; the server sends the same either way.',
      auth: 'required',
      answers: { 200: schemas.notifyLevel },
      refuses: [403],
      body: schemas.setNotifyLevel,
      scope: asMember,
      async handle({ me, scope: chat, body }) {
        await setNotifyLevel(services, { chatId: chat.id, userId: me.userId, level: body.notify });
        return ok({ notify: body.notify });
      },
    }),
  ];
}
