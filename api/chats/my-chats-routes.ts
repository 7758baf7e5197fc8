import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { ok } from '../http/replies.ts';
import { type Route, route } from '../http/route.ts';
import type { MessageDeps } from '../messages/deps.ts';
import { listMyChatIds } from '../messages/my-chats.ts';
import { findPartners } from './direct-partners.ts';
import { presentMemberChat } from './present.ts';
import { findChats } from './queries.ts';
import { listChats } from './schemas.ts';

/** Stands here and not in chats/, because its order is that of the newest messages. */
export function myChatsRoutes({ db, activity }: MessageDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/chats/',
      summary: 'My chats, the newest activity first',
      auth: 'required',
      query: pageQuery.extend(listChats.shape),
      async handle({ ctx, me, query }) {
        const page = toPage(query);
        const { ids, count } = await listMyChatIds(db.read, { userId: me.userId, kind: query.kind, page });
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
  ];
}
