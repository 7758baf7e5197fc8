import { asking, path } from './make-path.ts';

interface Pages {
  page?: number;
  page_size?: number;
}

/** What only the panels of someone who is logged in ask of the API: fetched with the first of them. */
export const panelPath = {
  guestUpgrade: '/auth/guests/upgrade/',
  me: '/auth/me/',
  password: '/auth/password/',

  push: '/api/push/',
  people: (search: string) => asking('/api/users/', { search }),
  directs: '/api/directs/',
  blocks: (pages: Pages) => asking('/api/blocks/', { ...pages }),
  block: (username: string) => path`/api/blocks/${username}/`,

  rooms: (pages: Pages) => asking('/api/chats/public/', { ...pages }),
  newLink: (uri: string) => path`/api/chats/${uri}/rotate/`,
  notify: (uri: string) => path`/api/chats/${uri}/notify/`,
  archived: (uri: string) => path`/api/chats/${uri}/archived/`,
  unread: (uri: string) => path`/api/chats/${uri}/unread/`,
  found: (query: { search: string; before: number | undefined; limit: number }) =>
    asking('/api/messages/', query),
  mood: (uri: string, buckets: number) => asking(path`/api/chats/${uri}/mood/`, { buckets }),
  export: (uri: string, format: string) => asking(path`/api/chats/${uri}/export/`, { format }),

  message: (uri: string, id: number) => path`/api/chats/${uri}/messages/${id}/`,
  seen: (uri: string, id: number) => path`/api/chats/${uri}/messages/${id}/seen/`,
  pin: (uri: string, id: number) => path`/api/chats/${uri}/messages/${id}/pin/`,
  pins: (uri: string) => asking(path`/api/chats/${uri}/pins/`, { page_size: 200 }),
  report: (uri: string, id: number) => path`/api/chats/${uri}/messages/${id}/report/`,
  reports: (pages: Pages) => asking('/api/reports/', { ...pages }),
  reaction: (uri: string, id: number, emoji: string) =>
    path`/api/chats/${uri}/messages/${id}/reactions/${emoji}/`,

  members: (uri: string, pages: Pages) => asking(path`/api/chats/${uri}/members/`, { ...pages }),
  /** Those whose name a text begins with. */
  namedMembers: (uri: string, named: string) => asking(path`/api/chats/${uri}/members/`, { named }),
  member: (uri: string, username: string) => path`/api/chats/${uri}/members/${username}/`,
  /** The same, for whoever is removed and is not to come back. */
  banned: (uri: string, username: string) => asking(path`/api/chats/${uri}/members/${username}/`, { ban: 1 }),
  bans: (uri: string, page: number) => asking(path`/api/chats/${uri}/bans/`, { page }),
  ban: (uri: string, username: string) => path`/api/chats/${uri}/bans/${username}/`,
  bots: (uri: string) => path`/api/chats/${uri}/bots/`,
  bot: (uri: string, id: number) => path`/api/chats/${uri}/bots/${id}/`,
  botKey: (uri: string, id: number) => path`/api/chats/${uri}/bots/${id}/key/`,
  chatInvites: (uri: string, pages: Pages = {}) => asking(path`/api/chats/${uri}/invites/`, { ...pages }),
  chatInvite: (uri: string, id: string) => path`/api/chats/${uri}/invites/${id}/`,
};
