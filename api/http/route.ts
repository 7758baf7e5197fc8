import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { z } from 'zod';
import { readBody } from './body.ts';
import {
  AuthenticationFailed,
  type FieldErrors,
  MethodNotAllowed,
  NotAcceptable,
  NotAuthenticated,
  NotFound,
  ValidationError,
} from './errors.ts';
import { toFieldErrors } from './fields.ts';

/** Who is asking: proven by a token, the same object for as long as that token is cached. */
export interface Principal {
  readonly userId: number;
  readonly username: string;
  readonly tokenId: string;
  /** Unix time in milliseconds. */
  readonly expiresAt: number;
}

/** `none` ignores the Authorization header; `optional` still refuses a bad token, as DRF does. */
type Auth = 'required' | 'optional' | 'none';

interface Caller<A extends Auth> {
  ctx: Context;
  params: Record<string, string>;
  me: A extends 'required' ? Principal : Principal | null;
}

export interface Call<A extends Auth, Body, Query, Scope> extends Caller<A> {
  body: Body;
  query: Query;
  scope: Scope;
}

export interface Reply {
  status: number;
  /** An object is sent as compact JSON; a string or Buffer is JSON made earlier. Absent: no body. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The handler answers the response itself, now or later. */
  isTaken?: boolean;
}

export interface RouteSpec<A extends Auth, Body extends z.ZodType, Query extends z.ZodType, Scope> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In @koa/router's notation, with its trailing slash. */
  path: string;
  summary: string;
  auth: A;
  body?: Body;
  query?: Query;
  maxBytes?: number;
  /** Media types that this endpoint answers with; JSON when absent. */
  produces?: string[];
  /**
   * What the path names, with the right to it. Asked before the input is looked at: whoever may not do it learns that,
   * and nothing about the input.
   */
  scope?(caller: Caller<A>): Promise<Scope>;
  /**
   * Further complaints about the body as it came, for rules that a schema can't hold (a name that is taken). Reported
   * together with the schema's, so that a person learns all of them at once.
   */
  complaints?(raw: Record<string, unknown>, me: Principal | null): Promise<FieldErrors> | FieldErrors;
  handle(call: Call<A, z.output<Body>, z.output<Query>, Scope>): Promise<Reply> | Reply;
}

export interface Route {
  method: string;
  path: string;
  summary: string;
  auth: Auth;
  body: z.ZodType | undefined;
  query: z.ZodType | undefined;
  produces: string[];
  run(ctx: Context): Promise<void>;
}

/**
 * Declares one endpoint: what it takes, who may call it, what it does. The declaration feeds the router and the OpenAPI
 * document. Input reaches `handle` only after its schema; a missing or bad token never does.
 */
export function route<
  A extends Auth,
  Body extends z.ZodType = z.ZodType<object>,
  Query extends z.ZodType = z.ZodType<object>,
  Scope = undefined,
>(spec: RouteSpec<A, Body, Query, Scope>): Route {
  return {
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    auth: spec.auth,
    body: spec.body,
    query: spec.query,
    produces: spec.produces ?? ['application/json'],
    async run(ctx) {
      const me = spec.auth === 'none' ? null : identify(ctx, spec.auth);
      // The one place where a proven shape is told to the compiler: `identify` and the schemas made these values.
      const caller = { ctx, params: ctx.params, me } as Caller<A>;
      const scope = await spec.scope?.(caller);
      const query = spec.query ? validate(spec.query, lastOf(ctx.query)) : {};
      const raw = spec.body ? await readBody(ctx, spec.maxBytes) : {};
      const complaints = (await spec.complaints?.(raw, me)) ?? {};
      const body = spec.body ? validate(spec.body, raw, complaints) : {};
      const call = { ...caller, scope, body, query } as Call<A, z.output<Body>, z.output<Query>, Scope>;
      send(ctx, await spec.handle(call));
    },
  };
}

/** All routes as one middleware: 405 with Allow for a known path, and on to the next middleware for an unknown one. */
export function mount(routes: Route[]): Middleware {
  const router = new Router({ strict: true });
  for (const each of routes) router.register(each.path, [each.method], serve(each));
  return async (ctx, next) => {
    const { path: known, pathAndMethod } = router.match(ctx.path, ctx.method);
    if (known.length === 0) return next();
    const layer = pathAndMethod.at(-1);
    if (!layer) return refuseMethod(ctx, [...new Set(known.flatMap((other) => other.methods))]);
    ctx.params = layer.params(ctx.path, layer.captures(ctx.path));
    // Called here rather than through router.routes(), which would match every path a second time.
    await layer.stack[0]?.(ctx as never, next);
  };
}

function serve(route: Route) {
  return (ctx: Context) => {
    // For the log, which holds no address: the pattern instead.
    ctx.state.route = route.path;
    if (!accepts(ctx, route.produces)) throw new NotAcceptable();
    return route.run(ctx);
  };
}

/** Parameters but for the quality are no reason to refuse: our JSON is UTF-8, whatever charset someone asks for. */
function accepts(ctx: Context, types: string[]): boolean {
  const accept = ctx.get('Accept');
  if (accept === '' || accept === '*/*') return true;
  ctx.req.headers.accept = accept.replace(/;(?!\s*q\s*=)[^;,]*/gi, '');
  return Boolean(ctx.accepts(...types));
}

function refuseMethod(ctx: Context, methods: string[]): void {
  const allowed = [...methods, 'OPTIONS'];
  if (ctx.method !== 'OPTIONS') throw new MethodNotAllowed(ctx.method, allowed);
  ctx.set('Allow', allowed.join(', '));
  ctx.status = 204;
}

/** Whatever is under the API's paths and matched nothing: a JSON 404, never the page. */
export function unknownApiPath(): Middleware {
  return (ctx, next) => {
    if (/^\/(api|auth|healthz|readyz|metrics)(\/|$)/.test(ctx.path)) throw new NotFound();
    return next();
  };
}

/** Parses `input` or throws a ValidationError that names every invalid field, those of `complaints` too. */
function validate<T extends z.ZodType>(
  schema: T,
  input: Record<string, unknown>,
  complaints: FieldErrors = {},
): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success && Object.keys(complaints).length === 0) return parsed.data;
  throw new ValidationError({ ...complaints, ...(parsed.error && toFieldErrors(parsed.error)) });
}

/** With repeated query keys the last wins, as in forms. */
function lastOf(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, Array.isArray(value) ? value.at(-1) : value]),
  );
}

function identify(ctx: Context, auth: Auth): Principal | null {
  const { principal, badToken } = ctx.state as { principal?: Principal; badToken?: boolean };
  if (principal) return principal;
  if (badToken) throw new AuthenticationFailed();
  if (auth === 'required') throw new NotAuthenticated();
  return null;
}

function send(ctx: Context, reply: Reply): void {
  if (reply.isTaken) {
    ctx.respond = false;
    return;
  }
  ctx.status = reply.status;
  const { Vary, ...headers } = reply.headers ?? {};
  // Added to, not set: CORS has put its own there.
  if (Vary) ctx.vary(Vary);
  ctx.set(headers);
  if (reply.body === undefined) return;
  ctx.body =
    typeof reply.body === 'string' || Buffer.isBuffer(reply.body) ? reply.body : JSON.stringify(reply.body);
  if (!reply.headers?.['Content-Type']) ctx.type = 'application/json';
}
