import { RequestFailure } from './failure.ts';
import { readRetryAfter } from './retry-after.ts';
import type { FieldErrors, Session } from './wire.ts';

/** A connection that is accepted and never answered would otherwise hang for minutes. */
const timeoutMs = 15_000;

/** As much of a session as a request needs. */
type Held = Pick<Session, 'token'>;

export interface AskOptions<Holding extends Held = Session> {
  fetch: typeof fetch;
  /** Whose token to send; null when nobody is logged in. */
  session(): Holding | null;
  /** The server no longer takes this token. Resolves with the session to ask again with, if there is one. */
  onTokenRefused(sent: Holding): Promise<Holding | null>;
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

/** Asks any endpoint: `ask` for the JSON that it answers with, undefined where it has none; `send` for the response itself. */
export type Ask = ReturnType<typeof createAsk>;

/** Each throws RequestFailure, or the signal's reason when its signal ended it; no other error leaves here. */
export function createAsk<Holding extends Held>({ fetch, session, onTokenRefused }: AskOptions<Holding>) {
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

  return { ask, send };
}

/** A page of a captive portal or a proxy is not the API speaking, whatever its status says. */
export async function readBody<Body>(response: Response, signal?: AbortSignal): Promise<Body> {
  try {
    return await response.json();
  } catch {
    signal?.throwIfAborted();
    throw new RequestFailure(0, 'unreachable');
  }
}

/** The same where it is JSON, and not what was asked for. */
export function sound<Body>(body: Body, isIt: boolean): Body {
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
