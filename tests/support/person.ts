import type { TestServer } from './server.ts';

export interface CallOptions {
  headers?: Record<string, string>;
  /** Send the body as a form instead of JSON. */
  form?: boolean;
  /** Send exactly these bytes, whatever the body argument says; `contentType` names them, or nothing does. */
  raw?: string | Uint8Array<ArrayBuffer>;
  contentType?: string;
  /** Speak with this token instead of one's own; null: with none. */
  token?: string | null;
  signal?: AbortSignal;
}

export interface Reply<Body = unknown> {
  status: number;
  headers: Headers;
  /** The parsed JSON; undefined when the reply holds none. */
  body: Body;
  text: string;
  /** The body as it came, for what is no text. */
  bytes: Uint8Array;
}

/** Someone who speaks HTTP to a test server, logged in or not. */
export interface Caller {
  request<Body>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply<Body>>;
  get<Body>(path: string, options?: CallOptions): Promise<Reply<Body>>;
  post<Body>(path: string, body?: unknown, options?: CallOptions): Promise<Reply<Body>>;
  put<Body>(path: string, body?: unknown, options?: CallOptions): Promise<Reply<Body>>;
  patch<Body>(path: string, body?: unknown, options?: CallOptions): Promise<Reply<Body>>;
  delete<Body>(path: string, body?: unknown, options?: CallOptions): Promise<Reply<Body>>;
}

export interface User {
  id: number;
  username: string;
  first_name: string;
  last_name: string;
  display_name: string;
  avatar: number;
  is_guest: boolean;
}

export interface Person extends Caller {
  username: string;
  password: string;
  token: string;
  user: User;
}

/** Whom a caller speaks to. */
type Address = Pick<TestServer, 'url'>;

// Long, not common, and like no name that a test gives its people.
const defaultPassword = 'violet-harbour-92';

/** Makes an account over HTTP and logs it in. `extra` goes into the sign-up, so it may name a password of its own. */
export async function signUp(
  server: Address,
  username: string,
  extra: Record<string, string> = {},
): Promise<Person> {
  const stranger = anonymous(server);
  const credentials = { username, password: defaultPassword, ...extra };
  expectStatus(201, await stranger.post('/auth/users/', credentials));
  const logIn = await stranger.post<{ token: string; user: User }>('/auth/jwt/create/', credentials);
  expectStatus(200, logIn);
  const { token, user } = logIn.body;
  return { ...caller(server, token), username, password: credentials.password, token, user };
}

/** The same person, speaking to another node of the same database. */
export function elsewhere(server: Address, person: Person): Person {
  return { ...person, ...caller(server, person.token) };
}

/** Someone who is not logged in. */
export function anonymous(server: Address): Caller {
  return caller(server, null);
}

function expectStatus(status: number, reply: Reply): void {
  if (reply.status !== status) throw new Error(`Expected ${status}, got ${reply.status}: ${reply.text}`);
}

function caller(server: Address, ownToken: string | null): Caller {
  const request: Caller['request'] = (method, path, body, options = {}) => {
    const { token = ownToken } = options;
    const { content, contentType } = encode(body, options);
    const headers = new Headers(options.headers);
    if (contentType && !headers.has('content-type')) headers.set('Content-Type', contentType);
    if (token && !headers.has('authorization')) headers.set('Authorization', `JWT ${token}`);
    return send(server.url + path, { method, headers, body: content, signal: options.signal });
  };
  return {
    request,
    get: (path, options) => request('GET', path, undefined, options),
    post: (path, body, options) => request('POST', path, body, options),
    put: (path, body, options) => request('PUT', path, body, options),
    patch: (path, body, options) => request('PATCH', path, body, options),
    delete: (path, body, options) => request('DELETE', path, body, options),
  };
}

interface Encoded {
  content?: BodyInit;
  contentType?: string;
}

function encode(body: unknown, { raw, contentType, form }: CallOptions): Encoded {
  // As bytes: fetch gives a string without a type the type text/plain.
  if (raw !== undefined) return { content: typeof raw === 'string' ? Buffer.from(raw) : raw, contentType };
  if (body === undefined) return { contentType };
  // fetch writes the Content-Type of these two itself.
  if (body instanceof FormData || body instanceof URLSearchParams) return { content: body };
  if (form) return { content: asForm(Object(body)) };
  return { content: JSON.stringify(body), contentType: contentType ?? 'application/json' };
}

function asForm(fields: Record<string, unknown>): URLSearchParams {
  return new URLSearchParams(Object.entries(fields).map(([key, value]) => [key, String(value)]));
}

async function send<Body>(url: string, init: RequestInit): Promise<Reply<Body>> {
  // A redirect loses a POST's body with curl; the contract has none, so a test has to see one.
  const response = await fetch(url, { ...init, redirect: 'manual' });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : undefined,
    text,
    bytes,
  };
}
