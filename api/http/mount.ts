import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { accepts, namedTypes } from './answers/accept.ts';
import { MethodNotAllowed, NotAcceptable, NotFound } from './errors.ts';
import { FairTurns } from './limits/fair-turns.ts';
import type { PriceName } from './limits/prices.ts';
import { payerOf, type RateLimits } from './limits/rate-limit.ts';
import type { Route } from './route.ts';

/** All routes as one middleware: 405 with Allow for a known path, and on to the next middleware for an unknown one. */
export function mount(routes: Route[], limits: RateLimits): Middleware {
  const router = new Router({ strict: true });
  const turns = new FairTurns();
  for (const each of routes) router.register(each.path, [each.method], serve(each, limits, turns));
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

/** Polls may be held, and are bounded by themselves; whether the server lives is answered however busy it is. */
const lightReads = new Set<PriceName>(['poll', 'health']);

function serve({ method, path, price, produces, streams, run }: Route, limits: RateLimits, turns: FairTurns) {
  return async (ctx: Context) => {
    // For the log, which holds no address: the pattern instead.
    ctx.state.route = path;
    const payer = payerOf(ctx);
    // First of all: also who is refused for what comes next has to pay.
    const bucket = typeof price === 'function' ? price(ctx) : price;
    await limits.take(bucket, payer);
    if (!accepts(ctx, [...produces, ...namedTypes(ctx, Object.keys(streams))])) throw new NotAcceptable();
    const isHeavyRead = method === 'get' && !lightReads.has(bucket);
    return isHeavyRead ? turns.take(payer, () => run(ctx, payer)) : run(ctx, payer);
  };
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
