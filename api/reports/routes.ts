import { requireMember } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { created, ok } from '../http/answers/replies.ts';
import { note } from '../http/observing/security-log.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Services } from '../services.ts';
import { staffScope } from '../users/staff.ts';
import { presentOwnReports, presentStaffReports } from './present.ts';
import { listOwnReports, listReports } from './queries.ts';
import { reportMessage } from './report-message.ts';
import { resolveReport } from './resolve-report.ts';
import * as schemas from './schemas.ts';

/** Messages that members report, and what staff make of it (api/README.md section 3). */
export function reportRoutes(services: Pick<Services, 'db' | 'log' | 'clock' | 'forgetRepeated'>): Route[] {
  const { db, clock } = services;
  const inChat = chatScope(services, requireMember);
  return [
    route({
      method: 'post',
      path: '/api/chats/:uri/messages/:id/report/',
      summary: 'Report a message to staff',
      description:
        'Of somebody else, that one may see. Once: reported again it is a 200 with the report as it is, but anew where that was resolved ' +
        'and the text changed since. Staff see ' +
        'the message as it is while the report is open, nothing around it; a deleted one is gone for them too. Fifty may be open (409).',
      auth: 'required',
      answers: { 200: schemas.ownReport, 201: schemas.ownReport },
      refuses: [403, 409],
      price: 'report',
      body: schemas.makeReport,
      scope: inChat,
      async handle({ me, scope: chat, params, body }) {
        const ref = { chatId: chat.id, id: params.id, userId: me.userId };
        const words = { reason: body.reason, words: body.words ?? '' };
        const { report, isNew } = await reportMessage(services, ref, words);
        const [shown] = await presentOwnReports(db.read, [report]);
        return isNew ? created(shown) : ok(shown);
      },
    }),
    route({
      method: 'get',
      path: '/api/reports/',
      summary: 'What I have reported, and what became of it',
      description:
        'The newest first; `report.updated` tells when one is resolved. They go with their chat, and some time after they are resolved.',
      auth: 'required',
      answers: { 200: listOf(schemas.ownReport) },
      query: pageQuery,
      async handle({ ctx, me, query }) {
        const page = toPage(query);
        const slice = { limit: page.pageSize, offset: page.offset };
        const { reports, count } = await listOwnReports(db.read, me.userId, slice);
        return ok(paginated(ctx, page, count, await presentOwnReports(db.read, reports)));
      },
    }),
    route({
      method: 'get',
      path: '/api/staff/reports/',
      summary: 'What was reported, as staff',
      description: '`state`: `open` (default) or `resolved`; the newest first, none about oneself.',
      auth: 'required',
      answers: { 200: listOf(schemas.staffReport) },
      refuses: [403],
      price: 'staff',
      query: schemas.listReports,
      scope: staffScope(services),
      async handle({ ctx, me, query }) {
        const page = toPage(query);
        const slice = { limit: page.pageSize, offset: page.offset };
        const which = { isOpen: query.state !== 'resolved', staffId: me.userId };
        const { reports, count } = await listReports(db.read, which, slice);
        return ok(paginated(ctx, page, count, await presentStaffReports(db.read, reports, clock.now())));
      },
    }),
    route({
      method: 'patch',
      path: '/api/staff/reports/:id/',
      summary: 'Resolve a report, as staff',
      description:
        'With all others about the same message; those who made them are told. `removed` takes the message away with it, a whisper ' +
        'too. Of others alone (404). Once (409).',
      auth: 'required',
      answers: { 200: schemas.staffReport },
      refuses: [403, 409],
      price: 'staff',
      body: schemas.resolveReport,
      scope: staffScope(services),
      async handle({ ctx, me, params, body }) {
        const how = { outcome: body.outcome, answer: body.answer ?? '' };
        const { report, isRemoved } = await resolveReport(
          services,
          { id: params.id, staffId: me.userId },
          how,
        );
        const about = { user: report.authorId, by: me.userId, chat: report.chatId };
        note(ctx, 'report_resolved', about);
        if (isRemoved) note(ctx, 'message_removed', about);
        const [shown] = await presentStaffReports(db.read, [report], clock.now());
        return ok(shown);
      },
    }),
  ];
}
