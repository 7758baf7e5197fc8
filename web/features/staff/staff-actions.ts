import { staffPath } from '../../net/staff-paths.ts';
import type { ListPage, Report, SeenBroadcast, StaffPerson, StaffSession, Viewer } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';

/** What staff look after (api/staff/README.md). Each change tells the problem, if any. */
export function createStaffActions({ ask }: FeatureDeps) {
  const change = (path: string, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', body?: object) =>
    problemOf(() => ask(path, { method, ...(body && { body }) }));
  const withPassword = (password: string) => ({ current_password: password });

  return {
    readOpen: (page: number, signal: AbortSignal) =>
      ask<ListPage<Report>>(staffPath.reports({ state: 'open', page }), { signal }),
    readResolved: (page: number, signal: AbortSignal) =>
      ask<ListPage<Report>>(staffPath.reports({ state: 'resolved', page }), { signal }),
    resolve: (id: number, outcome: NonNullable<Report['outcome']>, answer: string) =>
      change(staffPath.report(id), 'PATCH', { outcome, answer }),

    readBroadcasts: (page: number, signal: AbortSignal) =>
      ask<ListPage<SeenBroadcast>>(staffPath.broadcasts({ page }), { signal }),
    readViewers: (id: number, page: number, signal: AbortSignal) =>
      ask<ListPage<Viewer>>(staffPath.viewers(id, { page }), { signal }),
    /** Sent again with its key it is not said twice. */
    tell: (message: string, key: string) => change(staffPath.tell, 'POST', { message, client_id: key }),

    readPeople: (search: string, page: number, signal: AbortSignal) =>
      ask<ListPage<StaffPerson>>(staffPath.people({ search, page }), { signal }),
    disable: (username: string, disabled: boolean) =>
      change(staffPath.person(username), 'PATCH', { disabled }),
    logOut: (username: string) => change(staffPath.logOut(username), 'POST'),
    remove: (username: string, password: string) =>
      change(staffPath.person(username), 'DELETE', withPassword(password)),
    setStaff: (username: string, isStaff: boolean, password: string) =>
      change(staffPath.right(username), isStaff ? 'PUT' : 'DELETE', withPassword(password)),

    readSessions: (page: number, signal: AbortSignal) =>
      ask<ListPage<StaffSession>>(staffPath.sessions({ page }), { signal }),
    endSession: (id: number, password: string) =>
      change(staffPath.session(id), 'DELETE', withPassword(password)),
  };
}
