import { requireMember } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { ok } from '../http/answers/replies.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { setArchived, setMarkedUnread, setNotifyLevel } from './own-list.ts';
import * as schemas from './schemas.ts';

/** How a chat stands with oneself, which nobody else learns (api/README.md section 3). */
export function ownRoutes(services: Pick<Services, 'db' | 'log' | 'activity'>): Route[] {
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
        const archivedAfter = await setNotifyLevel(
          services,
          { chatId: chat.id, userId: me.userId },
          body.notify,
        );
        return ok({ notify: body.notify, archived_after: archivedAfter });
      },
    }),
    route({
      method: 'put',
      path: '/api/chats/:uri/archived/',
      summary: 'Archive a chat, or take it back',
      description:
        'For oneself alone. It comes back by itself when something is said in it that is to draw my attention, by `notify`.',
      auth: 'required',
      answers: { 200: schemas.archive },
      refuses: [403],
      body: schemas.setArchived,
      scope: asMember,
      async handle({ me, scope: chat, body }) {
        const membership = { chatId: chat.id, userId: me.userId };
        return ok({ archived_after: await setArchived(services, membership, body.archived) });
      },
    }),
    route({
      method: 'put',
      path: '/api/chats/:uri/unread/',
      summary: 'Mark a chat as unread, or take the mark away',
      description:
        'For oneself alone, whatever is unread in it; to read in it (`read/`) takes the mark away too.',
      auth: 'required',
      answers: { 200: schemas.unreadMark },
      refuses: [403],
      body: schemas.setMarkedUnread,
      scope: asMember,
      async handle({ me, scope: chat, body }) {
        await setMarkedUnread(services, { chatId: chat.id, userId: me.userId }, body.marked_unread);
        return ok({ marked_unread: body.marked_unread });
      },
    }),
  ];
}
