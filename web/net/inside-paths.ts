import { asking, path } from './make-path.ts';

interface Pages {
  page?: number;
  page_size?: number;
}

interface MessagesQuery {
  /** Older than this message. */
  before?: number;
  /** Newer than this message. */
  after?: number;
  /** With this message in the middle. */
  around?: number;
  /** Said at this time or later. */
  from?: string;
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

/** What the page of someone who is logged in asks of the API before any panel is opened. */
export const insidePath = {
  // In the order in which the server's shortest way reads it.
  events: ({ cursor, waitMs, limit, client }: EventsQuery) =>
    asking('/api/events/', {
      cursor: cursor ?? undefined,
      wait: waitMs > 0 ? waitMs / 1000 : undefined,
      limit,
      client,
    }),

  freshToken: '/auth/jwt/refresh/',
  myChats: (pages: Pages) => asking('/api/chats/', { ...pages }),
  broadcasts: '/api/broadcasts/',
  broadcastSeen: (id: number) => path`/api/broadcasts/${id}/seen/`,
  moves: (uri: string) => path`/api/chats/${uri}/moves/`,
  readMarker: (uri: string) => path`/api/chats/${uri}/read/`,
  typing: (uri: string) => path`/api/chats/${uri}/typing/`,
  messages: (uri: string, query: MessagesQuery = {}) =>
    asking(path`/api/chats/${uri}/messages/`, { ...query }),
};
