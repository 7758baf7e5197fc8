import { ok } from '../http/answers/replies.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Services } from '../services.ts';
import { findPartners } from './direct-partners.ts';
import { presentChat, presentMemberChat } from './present.ts';
import { countPublic, findChats, listPublicIds } from './queries.ts';
import { listChats, memberChat, chat as publicChat } from './schemas.ts';

/** My chats, and those that are everybody's. Comes after the routes of single chats, because `public` could be a uri. */
export function chatListRoutes({ db, activity }: Pick<Services, 'db' | 'activity'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/chats/',
      summary: 'My chats, the newest activity first',
      description: 'Each as a member sees it, with what is unread and the last message.',
      auth: 'required',
      answers: { 200: listOf(memberChat) },
      query: pageQuery.extend(listChats.shape),
      async handle({ ctx, me, query }) {
        const page = toPage(query);
        const { ids, count } = await activity.listMine(db.read, {
          userId: me.userId,
          kind: query.kind,
          archived: query.archived,
          page,
        });
        const chats = new Map((await findChats(db.read, ids, me.userId)).map((chat) => [chat.id, chat]));
        const partners = await findPartners(db.read, [...chats.values()], me.userId);
        const summaries = await activity.summaries(db.read, ids, me.userId);
        const shown = ids.flatMap((id) => {
          const chat = chats.get(id);
          return chat?.role ? [presentMemberChat(chat, chat.role, summaries.get(id), partners.get(id))] : [];
        });
        return ok(paginated(ctx, page, count, shown));
      },
    }),
    route({
      method: 'get',
      path: '/api/chats/public/',
      summary: 'Public chats, the lobby first',
      description: 'Logged in or not; the lobby is always there.',
      auth: 'optional',
      answers: { 200: listOf(publicChat) },
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
