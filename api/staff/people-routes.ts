import { requireCurrentPassword } from '../accounts/log-in.ts';
import { noContent, ok } from '../http/answers/replies.ts';
import { NotFound } from '../http/errors.ts';
import { note } from '../http/observing/security-log.ts';
import { paginated, toPage } from '../http/pagination.ts';
import { type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Services } from '../services.ts';
import { requirePersonByName } from '../users/find-by-name.ts';
import { listUsers } from '../users/list-users.ts';
import { presentUser } from '../users/present.ts';
import { findUser, type User } from '../users/queries.ts';
import { staffScope } from '../users/staff.ts';
import { logOut, removePerson, setDisabled, setStaff } from './people.ts';
import * as schemas from './schemas.ts';

/** People, for staff: what `npm run manage` says and does of them (api/README.md section 3). Nobody is shown an e-mail address. */
export function staffPeopleRoutes(
  services: Pick<Services, 'db' | 'log' | 'clock' | 'hashing' | 'accountTies'>,
): Route[] {
  const { db, hashing } = services;
  const byStaff = staffScope(services);

  const staffRight = (method: 'put' | 'delete') =>
    route({
      method,
      path: '/api/staff/people/:username/staff/',
      summary: method === 'put' ? 'Make somebody staff, as staff' : 'Make somebody staff no more, as staff',
      description:
        'With the own password. Of others alone, so that somebody stays. No guests, and nobody who is disabled (409).',
      auth: 'required',
      answers: { 204: null },
      refuses: [403, 409],
      price: 'password',
      body: schemas.withPassword,
      scope: byStaff,
      async handle({ ctx, me, params, body, scope }) {
        await requireCurrentPassword(hashing, scope, body.current_password);
        const user = await requirePersonByName(db.read, params.username);
        await setStaff(services, method === 'put', { userId: user.id, by: me.userId });
        note(ctx, method === 'put' ? 'staff_made' : 'staff_unmade', { user: user.id, by: me.userId });
        return noContent();
      },
    });

  return [
    route({
      method: 'get',
      path: '/api/staff/people/',
      summary: 'Everyone who is here, as staff',
      description: 'Guests too, the newest first. `search` looks in their names.',
      auth: 'required',
      answers: { 200: listOf(schemas.staffPerson) },
      refuses: [403],
      price: 'staff',
      query: schemas.listPeople,
      scope: byStaff,
      async handle({ ctx, query }) {
        const page = toPage(query);
        const slice = { limit: page.pageSize, offset: page.offset, search: query.search ?? '' };
        const { users, count } = await listUsers(db.read, slice);
        return ok(paginated(ctx, page, count, users.map(present)));
      },
    }),
    route({
      method: 'patch',
      path: '/api/staff/people/:username/',
      summary: 'Keep somebody from logging in, or no more, as staff',
      description:
        'With `disabled: true` their log-ins end, and the right password is answered as a wrong one; what they said stays. Not of staff (409), ' +
        'nor of oneself.',
      auth: 'required',
      answers: { 200: schemas.staffPerson },
      refuses: [403, 409],
      price: 'staff',
      body: schemas.changePerson,
      scope: byStaff,
      async handle({ ctx, me, params, body }) {
        const { id } = await requirePersonByName(db.read, params.username);
        await setDisabled(services, body.disabled, { userId: id, by: me.userId });
        note(ctx, body.disabled ? 'account_disabled' : 'account_enabled', { user: id, by: me.userId });
        const user = await findUser(db.read, id);
        if (!user || user.isDeleted) throw new NotFound();
        return ok(present(user));
      },
    }),
    route({
      method: 'delete',
      path: '/api/staff/people/:username/',
      summary: "End somebody's account, as staff",
      description:
        'As they would themselves: their chats are handed over, their messages stay, nameless. With the own password. Not of staff (409), nor of ' +
        'oneself.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403, 409],
      price: 'password',
      body: schemas.withPassword,
      scope: byStaff,
      async handle({ ctx, me, params, body, scope }) {
        await requireCurrentPassword(hashing, scope, body.current_password);
        const user = await requirePersonByName(db.read, params.username);
        await removePerson(services, { userId: user.id, by: me.userId });
        note(ctx, 'account_deleted', { user: user.id, by: me.userId });
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/api/staff/people/:username/log_out/',
      summary: 'End all log-ins of somebody, as staff',
      description: 'They may log in again. Not of staff (409), nor of oneself.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403, 409],
      price: 'staff',
      scope: byStaff,
      async handle({ ctx, me, params }) {
        const user = await requirePersonByName(db.read, params.username);
        await logOut(services, { userId: user.id, by: me.userId });
        note(ctx, 'tokens_revoked', { user: user.id, by: me.userId });
        return noContent();
      },
    }),
    staffRight('put'),
    staffRight('delete'),
  ];
}

function present(user: User): schemas.StaffPersonJson {
  return {
    ...presentUser(user),
    is_staff: user.isStaff,
    disabled: user.isDisabled,
    created_at: new Date(user.createdAt).toISOString(),
    last_seen: user.seenAt === null ? null : new Date(user.seenAt).toISOString(),
  };
}
