import type { Context } from 'koa';
import type { z } from 'zod';
import { toSend } from './answers/to-send.ts';
import {
  AuthenticationFailed,
  type FieldErrors,
  NotAuthenticated,
  PermissionDenied,
  ValidationError,
} from './errors.ts';
import { maxBytesOf, readBody } from './input/body.ts';
import { parseForm } from './input/form.ts';
import { type PathParams, pathParamsOf } from './input/path-params.ts';
import { check, validate } from './input/validate.ts';
import type { PriceName } from './limits/prices.ts';
import type { Payer } from './limits/rate-limit.ts';
import type { Answers } from './schema/answer-fields.ts';
import type { Streams } from './schema/streamed.ts';

/** Who is asking: proven by a token, the same object for as long as that token is cached and was not replaced. */
export interface Principal {
  readonly userId: number;
  readonly username: string;
  /** By a bot's key, which opens those routes alone that say so, and one chat. */
  readonly isBot: boolean;
  readonly tokenId: string;
  /** The log-in that the token comes from. */
  readonly familyId: string;
  /** The user's when the token was made: of those of an earlier one no log-in works but the one that was spared. */
  readonly epoch: number;
  /** Unix time in milliseconds. */
  readonly expiresAt: number;
}

/** `none` ignores the Authorization header; `optional` still refuses a bad token, as DRF does. */
type Auth = 'required' | 'optional' | 'none';

type Me<A extends Auth> = A extends 'required' ? Principal : Principal | null;

/**
 * What a route may see of Koa's context: who is there and where the answer goes. Nothing of what was sent but its headers, so
 * that no body, query or path comes to a feature but by a schema.
 */
export type Exchange = Pick<
  Context,
  'method' | 'path' | 'querystring' | 'get' | 'set' | 'vary' | 'accepts' | 'status' | 'state' | 'res'
>;

interface Caller<A extends Auth, Path extends string> {
  ctx: Exchange;
  params: PathParams<Path>;
  me: Me<A>;
  /** Whom it is charged to, for what a handler asks beyond its price. */
  payer: Payer;
}

export interface Call<A extends Auth, Path extends string, Body, Query, Scope> extends Caller<A, Path> {
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

export interface RouteSpec<
  A extends Auth,
  Path extends string,
  Body extends z.ZodObject,
  Query extends z.ZodObject,
  Scope,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In @koa/router's notation, with its trailing slash. What its places may hold stands in input/path-params.ts. */
  path: Path;
  summary: string;
  /** What a caller has to know beyond that, in the contract's words; code in backticks. */
  description?: string;
  auth: A;
  /** Whether a bot may call it, with its key. */
  bots?: boolean;
  /** A token of its own that the handler asks for, by its name in schema/document.ts; of accounts it knows nothing. */
  ownToken?: 'Metrics';
  /** The bucket that a call takes from, before anything is done for it. When absent: that of reads, or of changes. */
  price?: PriceName | ((ctx: Exchange) => PriceName);
  body?: Body;
  query?: Query;
  maxBytes?: number;
  /** In place of the usual one, for what comes in others' forms. */
  readBody?(ctx: Context, maxBytes: number): Promise<Record<string, unknown>>;
  /** Media types that this endpoint answers with; JSON when absent. */
  produces?: string[];
  /** What has no end, for who names its media type: who takes anything reads a body to its end. */
  streams?: Streams;
  /** What it answers when all goes well, by status; null: no body. The API's document says so. */
  answers: Answers;
  /** Statuses of its own refusals, beside those that schema/refusals.ts tells of any. */
  refuses?: number[];
  /**
   * What the path names, with the right to it. Asked before the input is looked at: whoever may not do it learns that,
   * and nothing about the input.
   */
  scope?(caller: Caller<A, Path>): Promise<Scope>;
  /**
   * Further complaints about a body, for rules that a schema can't hold (a name that is taken). Reported together with the
   * schema's, so that a person learns all of them at once. Gets those fields that passed their own schema, as they will
   * reach `handle`; of the others nothing but their names, in `failed`.
   */
  complaints?(
    passed: Partial<z.output<Body>>,
    me: Me<A>,
    failed: ReadonlySet<string>,
  ): Promise<FieldErrors> | FieldErrors;
  handle(call: Call<A, Path, z.output<Body>, z.output<Query>, Scope>): Promise<Reply> | Reply;
}

export interface Route {
  method: string;
  path: string;
  summary: string;
  description: string | undefined;
  auth: Auth;
  bots: boolean;
  ownToken: string | undefined;
  price: PriceName | ((ctx: Exchange) => PriceName);
  body: z.ZodObject | undefined;
  query: z.ZodObject | undefined;
  produces: string[];
  streams: Streams;
  answers: Answers;
  refuses: readonly number[];
  run(ctx: Context, payer: Payer): Promise<void>;
}

/**
 * Declares one endpoint: what it takes, who may call it, what it does. The declaration feeds the router and the OpenAPI
 * document. Input reaches `handle` only after its schema; a missing or bad token never does.
 */
export function route<
  A extends Auth,
  const Path extends string,
  Body extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Scope = undefined,
>(spec: RouteSpec<A, Path, Body, Query, Scope>): Route {
  const readParams = pathParamsOf(spec.path);
  return {
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    description: spec.description,
    auth: spec.auth,
    bots: spec.bots ?? false,
    ownToken: spec.ownToken,
    price: spec.price ?? (spec.method === 'get' ? 'read' : 'change'),
    body: spec.body,
    query: spec.query,
    produces: spec.produces ?? ['application/json'],
    streams: spec.streams ?? {},
    answers: spec.answers,
    refuses: spec.refuses ?? [],
    async run(ctx, payer) {
      // The one place where a proven shape is told to the compiler: `identify` and the schemas made these values.
      const me = (spec.auth === 'none' ? null : identify(ctx, spec)) as Me<A>;
      let read: PathParams<Path> | undefined;
      const caller: Caller<A, Path> = {
        ctx,
        me,
        payer,
        // When the scope asks for it, else behind it: who may do nothing here learns that alone, whatever the path names.
        get params() {
          read ??= readParams(ctx.params);
          return read;
        },
      };
      const scope = await spec.scope?.(caller);
      const named = { ...caller, scope };
      const query = spec.query ? validate(spec.query, parseForm(Buffer.from(ctx.querystring, 'latin1'))) : {};
      const body = spec.body ? await readFields(ctx, { ...spec, body: spec.body }, me) : {};
      const call = { body, query, ...named } as Call<A, Path, z.output<Body>, z.output<Query>, Scope>;
      send(ctx, await spec.handle(call));
    },
  };
}

/** The body, held to its schema and to the rules beside it. */
async function readFields<A extends Auth, Body extends z.ZodObject>(
  ctx: Context,
  {
    body,
    maxBytes = maxBytesOf(ctx.path),
    readBody: read = readBody,
    complaints,
  }: Pick<RouteSpec<A, string, Body, z.ZodObject, unknown>, 'maxBytes' | 'readBody' | 'complaints'> & {
    body: Body;
  },
  me: Me<A>,
): Promise<z.output<Body>> {
  const { whole, passed, errors } = check(body, await read(ctx, maxBytes));
  const more = (await complaints?.(passed, me, new Set(Object.keys(errors)))) ?? {};
  if (whole === null || Object.keys(more).length > 0) throw new ValidationError({ ...more, ...errors });
  return whole;
}

function identify(ctx: Context, { auth, bots }: { auth: Auth; bots?: boolean }): Principal | null {
  const { principal, badToken } = ctx.state as { principal?: Principal; badToken?: boolean };
  if (principal?.isBot && !bots)
    throw new PermissionDenied('bot_key', "A bot's key is for what is said in its chat.");
  if (principal) return principal;
  if (badToken) throw new AuthenticationFailed();
  if (auth === 'required') throw new NotAuthenticated();
  return null;
}

/** For prices, which are asked before anything else. */
export function isByBot({ state }: Exchange): boolean {
  return (state as { principal?: Principal }).principal?.isBot ?? false;
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
  ctx.body = Buffer.isBuffer(reply.body)
    ? reply.body
    : toSend(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  if (!reply.headers?.['Content-Type']) ctx.type = 'application/json';
}
