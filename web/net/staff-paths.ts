import { asking, path } from './make-path.ts';

/** What only staff ask of the API: fetched with their page. */
export const staffPath = {
  reports: (pages: { state: string; page: number }) => asking('/api/staff/reports/', pages),
  report: (id: number) => path`/api/staff/reports/${id}/`,
  tell: '/api/broadcasts/',
  broadcasts: (pages: { page: number }) => asking('/api/staff/broadcasts/', pages),
  viewers: (id: number, pages: { page: number }) => asking(path`/api/staff/broadcasts/${id}/seen/`, pages),
  people: (pages: { search: string; page: number }) => asking('/api/staff/people/', pages),
  person: (username: string) => path`/api/staff/people/${username}/`,
  logOut: (username: string) => path`/api/staff/people/${username}/log_out/`,
  right: (username: string) => path`/api/staff/people/${username}/staff/`,
  sessions: (pages: { page: number }) => asking('/api/staff/sessions/', pages),
  session: (id: number) => path`/api/staff/sessions/${id}/`,
};
