import { RequestFailure } from './failure.ts';
import { readRetryAfter } from './retry-after.ts';
import type {
  Chat,
  FeedPage,
  FieldErrors,
  Message,
  MessagePage,
  OpenChat,
  Preview,
  Session,
  User,
} from './wire.ts';

/** A connection that is accepted and never answered would otherwise hang for minutes. */
const timeoutMs = 15_000;
/** Events in one answer: who comes back after a day asks a few times, and not hundreds of times. */
const pollLimit = 500;
/** The most that the API puts on one page of a list. */
const pageSize = 200;

export interface ApiOptions {
  fetch: typeof fetch;
  /** Whose token to send; null when nobody is logged in. */
  session(): Session | null;
  /** Names this tab to the server: a newer poll of it ends the older one. */
  client: string;
  /** The server no longer takes this token. Resolves with the session to ask again with, if there is one. */
  onTokenRefused(sent: Session): Promise<Session | null>;
}

export interface Request {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Sent as JSON; a form as what it is. */
  body?: unknown;
  etag?: string | null;
  signal?: AbortSignal;
  /** In place of the session's, or null for none: what it means when this is refused is the caller's to say. */
  token?: string | null;
  /** How long the server may take on purpose. */
  heldMs?: number;
  /** What does it in place of `fetch`, for one that tells how far an upload is. */
  by?: typeof fetch;
}

export interface PollRequest {
  /** Null: from now on. */
  cursor: string | null;
  waitMs: number;
  /** What the last answer was marked with. */
  etag: string | null;
  signal: AbortSignal;
}

/** News with their mark, or word that nothing changed since the mark that was sent. */
export type PollReply = { isChanged: true; page: FeedPage; etag: string | null } | { isChanged: false };

export interface ChatPage {
  results: readonly Chat[];
  /** The next page's address, or null. */
  next: string | null;
}

/** A message with the key under which the server stores it once. */
export interface Sending {
  text: string;
  /** Of a whisper, the one it is for. */
  to: Pick<User, 'username'> | null;
  clientId: string;
}

export type Api = ReturnType<typeof createApi>;

/**
 * One function per endpoint. Each throws RequestFailure, or the signal's reason when its signal ended it; no other
 * error leaves here.
 */
export function createApi({ fetch, session, client, onTokenRefused }: ApiOptions) {
  async function attempt(path: string, request: Request, token: string | null): Promise<Response> {
    const { method = 'GET', body, etag, signal, heldMs = 0, by = fetch } = request;
    const isForm = body instanceof FormData;
    const timeout = AbortSignal.timeout(heldMs + timeoutMs);
    const headers = new Headers();
    if (token !== null) headers.set('Authorization', `JWT ${token}`);
    if (etag) headers.set('If-None-Match', etag);
    if (body !== undefined && !isForm) headers.set('Content-Type', 'application/json');
    try {
      return await by(path, {
        method,
        headers,
        body: isForm ? body : JSON.stringify(body),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        // ETags are kept by the caller: the browser's cache would turn a 304 into a 200 and hide it from us.
        cache: 'no-store',
      });
    } catch {
      signal?.throwIfAborted();
      throw new RequestFailure(0, 'unreachable');
    }
  }

  async function send(path: string, request: Request): Promise<Response> {
    const sent = request.token === undefined ? session() : null;
    let response = await attempt(path, request, sent?.token ?? request.token ?? null);
    if (response.status === 401 && sent) {
      // A token that was replaced is refused late: the same request with the newer one is as good as the first.
      const next = await onTokenRefused(sent);
      if (next) response = await attempt(path, request, next.token);
    }
    if (response.ok || response.status === 304) return response;
    throw await readFailure(response);
  }

  async function ask<Body>(path: string, request: Request = {}): Promise<Body> {
    const response = await send(path, request);
    // 204: there is nothing to read, which is what the caller then asked for.
    if (response.status === 204) return undefined as Body;
    return readBody<Body>(response, request.signal);
  }

  return {
    /** Any endpoint, for those that are not named below. An answer without a body is undefined. */
    ask,
    /** The same for an answer that is no JSON. */
    send,

    /** Logs out whoever has this token. */
    endToken: (token: string) => send('/auth/token/destroy/', { method: 'POST', token }),

    /** One page of my chats, from 1. */
    myChats: async (page: number, signal: AbortSignal) => {
      const found = await ask<ChatPage>(`/api/chats/?page=${page}&page_size=${pageSize}`, { signal });
      return sound(found, Array.isArray(found?.results));
    },
    startChat: () => ask<Chat>('/api/chats/', { method: 'POST' }),
    /** From inside for its members, from outside for everybody else. */
    chat: async (uri: string, signal: AbortSignal) => {
      const found = await ask<OpenChat | Preview>(chatPath(uri), { signal });
      return sound(found, typeof found?.uri === 'string');
    },
    join: (uri: string, signal: AbortSignal) =>
      ask<unknown>(chatPath(uri), { method: 'PATCH', body: {}, signal }),

    /** The newest page of a chat, or the one before or after a message. */
    messages: async (
      uri: string,
      { before, after, signal }: { before?: number; after?: number; signal?: AbortSignal },
    ) => {
      const place = before === undefined ? after && `?after=${after}` : `?before=${before}`;
      const found = await ask<MessagePage>(`${chatPath(uri)}messages/${place ?? ''}`, { signal });
      return sound(found, Array.isArray(found?.messages));
    },
    /** Everything of mine since the cursor (contract, section 5). */
    async poll({ cursor, waitMs, etag, signal }: PollRequest): Promise<PollReply> {
      // In the order in which the server's shortest way reads them.
      const query = new URLSearchParams();
      if (cursor !== null) query.set('cursor', cursor);
      if (waitMs > 0) query.set('wait', String(waitMs / 1000));
      query.set('limit', String(pollLimit));
      query.set('client', client);
      const response = await send(`/api/events/?${query}`, { etag, signal, heldMs: waitMs });
      if (response.status === 304) return { isChanged: false };
      const page = await readBody<FeedPage>(response, signal);
      return { isChanged: true, page, etag: response.headers.get('ETag') };
    },
    markRead: (uri: string, messageId: number) =>
      send(`${chatPath(uri)}read/`, { method: 'PUT', body: { message_id: messageId } }),
    tellTyping: (uri: string) => send(`${chatPath(uri)}typing/`, { method: 'POST' }),
    sendMessage: (uri: string, { text, to, clientId }: Sending) =>
      ask<Message>(`${chatPath(uri)}messages/`, {
        method: 'POST',
        body: { message: text, to: to?.username, client_id: clientId },
      }),
  };
}

function chatPath(uri: string): string {
  return `/api/chats/${encodeURIComponent(uri)}/`;
}

/** A page of a captive portal or a proxy is not the API speaking, whatever its status says. */
async function readBody<Body>(response: Response, signal?: AbortSignal): Promise<Body> {
  try {
    return await response.json();
  } catch {
    signal?.throwIfAborted();
    throw new RequestFailure(0, 'unreachable');
  }
}

/** The same where it is JSON, and not what was asked for. */
function sound<Body>(body: Body, isIt: boolean): Body {
  if (!isIt) throw new RequestFailure(0, 'unreachable');
  return body;
}

async function readFailure(response: Response): Promise<RequestFailure> {
  const body: unknown = await response.json().catch(() => null);
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const fields: FieldErrors = Object.fromEntries(entries.filter(([, value]) => isSentences(value)));
  const [, code] = entries.find(([name, value]) => name === 'code' && typeof value === 'string') ?? [];
  return new RequestFailure(
    response.status,
    String(code ?? 'unknown'),
    fields,
    readRetryAfter(response.headers, Date.now()),
  );
}

function isSentences(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
