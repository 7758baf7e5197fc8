import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { ok } from '../http/replies.ts';
import { type Route, route } from '../http/route.ts';
import type { ChatDeps } from './deps.ts';
import { presentChat } from './present.ts';
import { countPublic, findChats, listPublicIds } from './queries.ts';

/** Public chats, for everyone to see; comes after the routes of single chats, because `public` could be a uri. */
export function publicRoutes({ db }: ChatDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/chats/public/',
      summary: 'Public chats, the lobby first',
      auth: 'optional',
      query: pageQuery,
      async handle({ ctx, me, query }) {
        const page = toPage(query);
        const ids = await listPublicIds(db.read, { limit: page.pageSize, offset: page.offset });
        const chats = new Map((await findChats(db.read, ids, me?.userId)).map((chat) => [chat.id, chat]));
        const shown = ids.flatMap((id) => {
          const chat = chats.get(id);
          return chat ? [{ ...presentChat(chat), is_member: chat.role !== null }] : [];
        });
        return ok(paginated(ctx, page, await countPublic(db.read), shown));
      },
    }),
  ];
}
