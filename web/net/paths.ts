/**
 * Every path that the page asks of the API, and every address of the page itself. They are put together here and nowhere else
 * (a test looks for others), so that no name can leave its place, and what the API renames is renamed in one file.
 */

type Part = string | number;

/** A path with its parts encoded. */
function path(fixed: TemplateStringsArray, ...parts: readonly Part[]): string {
  return String.raw({ raw: fixed }, ...parts.map(encodeURIComponent));
}

/** With what is asked for, but for what is undefined. */
function asking(path: string, query: Readonly<Record<string, Part | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}

interface Pages {
  page?: number;
  page_size?: number;
}

interface MessagesQuery {
  /** Older than this message. */
  before?: number;
  /** Newer than this message. */
  after?: number;
  search?: string;
  limit?: number;
}

interface EventsQuery {
  /** Null: from now on. */
  cursor: string | null;
  /** 0: not to be held. */
  waitMs: number;
  limit: number;
  client: string;
}

/** In Djoser's names; as words they are fetched with the parts that ask. */
export type MailCall = 'activation' | 'resend_activation' | 'reset_password' | 'reset_password_confirm';

export const apiPath = {
  users: '/auth/users/',
  tokens: '/auth/jwt/create/',
  freshToken: '/auth/jwt/refresh/',
  tokenEnd: '/auth/token/destroy/',
  guests: '/auth/guests/',
  guestUpgrade: '/auth/guests/upgrade/',
  me: '/auth/me/',
  docs: '/api/docs/',
  password: '/auth/password/',
  byMail: (call: MailCall) => path`/auth/users/${call}/`,

  // In the order in which the server's shortest way reads it.
  events: ({ cursor, waitMs, limit, client }: EventsQuery) =>
    asking('/api/events/', {
      cursor: cursor ?? undefined,
      wait: waitMs > 0 ? waitMs / 1000 : undefined,
      limit,
      client,
    }),

  people: (search: string) => asking('/api/users/', { search }),
  directs: '/api/directs/',
  blocks: (page: number) => asking('/api/blocks/', { page }),
  block: (username: string) => path`/api/blocks/${username}/`,

  invite: (code: string) => path`/api/invites/${code}/`,
  inviteAcceptance: (code: string) => path`/api/invites/${code}/accept/`,

  chats: '/api/chats/',
  myChats: (pages: Pages) => asking('/api/chats/', { ...pages }),
  rooms: (pages: Pages) => asking('/api/chats/public/', { ...pages }),
  chat: (uri: string) => path`/api/chats/${uri}/`,
  newLink: (uri: string) => path`/api/chats/${uri}/rotate/`,
  readMarker: (uri: string) => path`/api/chats/${uri}/read/`,
  typing: (uri: string) => path`/api/chats/${uri}/typing/`,
  mood: (uri: string, buckets: number) => asking(path`/api/chats/${uri}/mood/`, { buckets }),
  export: (uri: string, format: string) => asking(path`/api/chats/${uri}/export/`, { format }),

  messages: (uri: string, query: MessagesQuery = {}) =>
    asking(path`/api/chats/${uri}/messages/`, { ...query }),
  message: (uri: string, id: number) => path`/api/chats/${uri}/messages/${id}/`,
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
  chatInvites: (uri: string, pages: Pages = {}) => asking(path`/api/chats/${uri}/invites/`, { ...pages }),
  chatInvite: (uri: string, id: string) => path`/api/chats/${uri}/invites/${id}/`,
};

export const pagePath = {
  home: '/',
  settings: '/settings/',
  chat: (uri: string) => path`/chats/${uri}/`,
};

/** What an address of this page asks for. */
export type Place =
  | { kind: 'home' }
  | { kind: 'chat'; uri: string }
  | { kind: 'join'; code: string }
  | { kind: 'settings' }
  /** The link of a mail, whose secret stands behind the "#". */
  | { kind: 'mailed'; purpose: 'reset-password' | 'confirm-email' }
  | { kind: 'nowhere' };

/** Reads a location's path. The closing slash may be missing, as on the API. */
export function parsePath(path: string): Place {
  if (path === '/') return { kind: 'home' };
  const [, where, name] =
    /^\/(chats|join|settings|reset-password|confirm-email)(?:\/([\w-]+))?\/?$/.exec(path) ?? [];
  if (where === 'chats' && name) return { kind: 'chat', uri: name };
  if (where === 'join' && name) return { kind: 'join', code: name };
  if (!where || name) return { kind: 'nowhere' };
  if (where === 'reset-password' || where === 'confirm-email') return { kind: 'mailed', purpose: where };
  return { kind: where === 'settings' ? where : 'nowhere' };
}
