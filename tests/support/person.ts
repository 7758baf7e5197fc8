import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { exchange, type Outgoing } from './exchange.ts';
import type { TestServer } from './server.ts';

export interface CallOptions {
  headers?: Record<string, string>;
  /** Send the body as a form instead of JSON. */
  form?: boolean;
  /** Send exactly these bytes, whatever the body argument says; `contentType` names them, or nothing does. */
  raw?: string | Uint8Array;
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
  is_bot: boolean;
}

export interface Person extends Caller {
  username: string;
  password: string;
  token: string;
  user: User;
}

/** Whom a caller speaks to. */
export type Address = Pick<TestServer, 'url'>;

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
  const request: Caller['request'] = async (method, path, body, options = {}) => {
    const { token = ownToken, signal } = options;
    const { content, contentType } = await encode(body, options);
    const headers = {
      accept: '*/*',
      ...(token && { authorization: `JWT ${token}` }),
      ...(contentType && { 'content-type': contentType }),
      ...inLowerCase(options.headers),
    };
    return send(server.url + path, { method, headers, content, signal });
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

function inLowerCase(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

interface Encoded {
  content?: Uint8Array;
  contentType?: string;
}

async function encode(body: unknown, { raw, contentType, form }: CallOptions): Promise<Encoded> {
  if (raw !== undefined) return { content: typeof raw === 'string' ? bytesOf(raw) : raw, contentType };
  if (body === undefined) return { contentType };
  if (body instanceof FormData) return multipart(body);
  if (form || body instanceof URLSearchParams)
    return {
      content: bytesOf(String(asForm(body))),
      contentType: 'application/x-www-form-urlencoded;charset=UTF-8',
    };
  return { content: bytesOf(JSON.stringify(body)), contentType: contentType ?? 'application/json' };
}

// Bytes and never a string, which node:http would send in one piece with the headers, and these as UTF-8 then.
const bytesOf = (text: string): Uint8Array => Buffer.from(text);

function asForm(fields: unknown): URLSearchParams {
  if (fields instanceof URLSearchParams) return fields;
  return new URLSearchParams(Object.entries(Object(fields)).map(([key, value]) => [key, String(value)]));
}

/** As a browser writes it, with a boundary that is nowhere inside. */
async function multipart(form: FormData): Promise<Encoded> {
  const written = new Response(form);
  const contentType = written.headers.get('content-type') ?? undefined;
  return { content: new Uint8Array(await written.arrayBuffer()), contentType };
}

const decoder = new TextDecoder();

// On one database, as both answer alike; the soak does it on both.
const answersAreHeld =
  process.env.HOLDLINE_TEST_DATABASE === 'sqlite' || process.env.HOLDLINE_TEST_WHOLE === 'on';

/** Fetched where answers are held to it: it knows the whole server. */
async function holdToSchema(method: string, url: string, reply: Reply): Promise<void> {
  const { requireKnownAnswer } = await import('./known-answers.ts');
  await requireKnownAnswer(method, new URL(url).pathname, reply);
}

function unpacked(bytes: Uint8Array, coding: string | null): Uint8Array {
  if (coding === 'gzip') return gunzipSync(bytes);
  return coding === 'br' ? brotliDecompressSync(bytes) : bytes;
}

async function send<Body>(url: string, outgoing: Outgoing): Promise<Reply<Body>> {
  const { status, headers, bytes } = await exchange(url, outgoing);
  // The bytes stay as they came.
  const text = decoder.decode(unpacked(bytes, headers.get('content-encoding')));
  const isJson = headers.get('content-type')?.startsWith('application/json') && text !== '';
  const reply = { status, headers, body: isJson ? JSON.parse(text) : undefined, text, bytes };
  if (answersAreHeld) await holdToSchema(outgoing.method, url, reply);
  return reply;
}
