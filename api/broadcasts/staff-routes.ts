import { ok } from '../http/answers/replies.ts';
import { NotFound } from '../http/errors.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Services } from '../services.ts';
import { presentUser } from '../users/present.ts';
import { staffScope } from '../users/staff.ts';
import { listBroadcasts } from './list-broadcasts.ts';
import * as schemas from './schemas.ts';
import { countViews, listViewers } from './view-queries.ts';

/** Who has seen what was told to everyone, for staff (api/staff/README.md). */
export function staffBroadcastRoutes(services: Pick<Services, 'db' | 'clock'>): Route[] {
  const { db, clock } = services;
  const byStaff = staffScope(services);
  return [
    route({
      method: 'get',
      path: '/api/staff/broadcasts/',
      summary: 'What was told to everyone, and how many have seen it, as staff',
      auth: 'required',
      answers: { 200: listOf(schemas.seenBroadcast) },
      refuses: [403],
      price: 'staff',
      query: pageQuery,
      scope: byStaff,
      async handle({ ctx, query }) {
        const page = toPage(query);
        const all = await listBroadcasts(db, clock.now());
        const messages = all.slice(page.offset, page.offset + page.pageSize);
        const seen = await countViews(
          db.read,
          messages.map(({ id }) => id),
        );
        const shown = messages.map((message) => ({ message, seen: seen.get(message.id) ?? 0 }));
        return ok(paginated(ctx, page, all.length, shown));
      },
    }),
    route({
      method: 'get',
      path: '/api/staff/broadcasts/:id/seen/',
      summary: 'Who has seen a broadcast, as staff',
      description:
        'The last ones first. Who keeps to oneself what one reads (`read_receipts`) counts and is not named.',
      auth: 'required',
      answers: { 200: listOf(schemas.viewer) },
      refuses: [403],
      price: 'staff',
      query: pageQuery,
      scope: byStaff,
      async handle({ ctx, params, query }) {
        const page = toPage(query);
        const told = await listBroadcasts(db, clock.now());
        if (!told.some(({ id }) => id === params.id)) throw new NotFound();
        const slice = { limit: page.pageSize, offset: page.offset };
        const { viewers, count } = await listViewers(db.read, params.id, slice);
        const shown = viewers.map(({ user, seenAt }) => ({
          user: presentUser(user),
          seen_at: new Date(seenAt).toISOString(),
        }));
        return ok(paginated(ctx, page, count, shown));
      },
    }),
  ];
}
