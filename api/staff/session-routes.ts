import { requireCurrentPassword } from '../accounts/log-in.ts';
import { removeChat } from '../chats/change-chat.ts';
import { noContent, ok } from '../http/answers/replies.ts';
import { note } from '../http/observing/security-log.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Services } from '../services.ts';
import { requireLivingUser } from '../users/queries.ts';
import { requireStaff, staffScope } from '../users/staff.ts';
import { listSessions, type Session } from './list-sessions.ts';
import * as schemas from './schemas.ts';

/** Chats from the outside, for staff: what `npm run manage` says and does of them (api/README.md section 3). */
export function staffSessionRoutes(services: Pick<Services, 'db' | 'log' | 'clock' | 'hashing'>): Route[] {
  const { db, hashing } = services;
  const byStaff = staffScope(services);
  return [
    route({
      method: 'get',
      path: '/api/staff/sessions/',
      summary: 'All chats from the outside, as staff',
      description: 'The newest activity first: how large and how lively, and nothing of what is said.',
      auth: 'required',
      answers: { 200: listOf(schemas.staffSession) },
      refuses: [403],
      price: 'staff',
      query: pageQuery,
      scope: byStaff,
      async handle({ ctx, query }) {
        const page = toPage(query);
        const { sessions, count } = await listSessions(db.read, {
          limit: page.pageSize,
          offset: page.offset,
        });
        return ok(paginated(ctx, page, count, sessions.map(present)));
      },
    }),
    route({
      method: 'delete',
      path: '/api/staff/sessions/:id/',
      summary: 'End a chat with all that is in it, as staff',
      description: 'With the own password. Its members are told. The lobby stays (409).',
      auth: 'required',
      answers: { 204: null },
      refuses: [403, 409],
      price: 'password',
      body: schemas.withPassword,
      scope: byStaff,
      async handle({ ctx, me, params, body, scope }) {
        await requireCurrentPassword(hashing, scope, body.current_password);
        await removeChat(services, params.id, async (trx) => {
          requireStaff(await requireLivingUser(trx, me.userId));
        });
        note(ctx, 'chat_deleted', { by: me.userId, chat: params.id });
        return noContent();
      },
    }),
  ];
}

function present(session: Session): schemas.StaffSessionJson {
  return {
    id: session.id,
    name: session.name,
    kind: session.kind,
    uri: session.kind === 'public' ? session.uri : null,
    member_count: session.members,
    message_count: session.messages,
    active_at: new Date(session.activeAt).toISOString(),
  };
}
