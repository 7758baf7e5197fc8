import { created, noContent, ok } from '../http/answers/replies.ts';
import { NotFound } from '../http/errors.ts';
import { note } from '../http/observing/security-log.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import { message as messageSchema } from '../messages/schemas.ts';
import { idempotencyKey } from '../messages/sending/idempotency-key.ts';
import type { Services } from '../services.ts';
import { findUser } from '../users/queries.ts';
import { requireStaff } from '../users/staff.ts';
import { listBroadcasts } from './list-broadcasts.ts';
import * as schemas from './schemas.ts';
import { sendBroadcast } from './send-broadcast.ts';

/** The staff's word to everyone (api/README.md section 3). */
export function broadcastRoutes(services: Pick<Services, 'db' | 'log' | 'clock' | 'markSeen'>): Route[] {
  const { db, clock, markSeen } = services;
  return [
    route({
      method: 'get',
      path: '/api/broadcasts/',
      summary: 'What was told to everyone',
      description:
        'The newest first, at most fifty, as long as events are kept and without what was taken back. For who was ' +
        'not there when it was said.',
      auth: 'required',
      answers: { 200: listOf(messageSchema) },
      query: pageQuery,
      async handle({ ctx, query }) {
        const page = toPage(query);
        const broadcasts = await listBroadcasts(db, clock.now());
        const shown = broadcasts.slice(page.offset, page.offset + page.pageSize);
        return ok(paginated(ctx, page, broadcasts.length, shown));
      },
    }),
    route({
      method: 'put',
      path: '/api/broadcasts/:id/seen/',
      summary: 'I have seen what was told to everyone',
      description:
        'To be said when it was on the screen; again it changes nothing. Staff see how many have, and who, but for those who keep to themselves what they read.',
      auth: 'required',
      answers: { 204: null },
      async handle({ me, params }) {
        if (!(await markSeen({ messageId: params.id, userId: me.userId }))) throw new NotFound();
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/api/broadcasts/',
      summary: 'Tell everyone something, as staff',
      description:
        'An event, and a message in the lobby. Staff are made by `npm run manage -- staff ' +
        '<username>`. Sent again with its `client_id` it is a 200, and is not said twice.',
      auth: 'required',
      answers: { 200: messageSchema, 201: messageSchema },
      refuses: [403, 422],
      price: 'sendMessage',
      body: schemas.sendBroadcast,
      async scope({ me }) {
        requireStaff(await findUser(db.read, me.userId));
      },
      async handle({ ctx, me, body }) {
        const clientKey = idempotencyKey(ctx.get('Idempotency-Key'), body.client_id ?? null);
        const broadcast = { authorId: me.userId, text: body.message, clientKey };
        const { message, isNew } = await sendBroadcast(services, broadcast);
        if (isNew) note(ctx, 'broadcast_sent', { by: me.userId });
        return isNew ? created(message) : ok(message);
      },
    }),
  ];
}
