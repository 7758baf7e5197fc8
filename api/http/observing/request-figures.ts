import type { Middleware } from 'koa';
import type { Metrics } from '../../process/metrics.ts';

/** Methods that a route may have; whatever else somebody sends counts as one, so that nobody can make figures. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Counts each request of the long way by method, route and status, with the time that it was worked on. What the handler answers by
 * itself is counted when it has: a download as work, a poll that is held not (`hold` says how long).
 */
export function requestFigures(metrics: Metrics): Middleware {
  return async (ctx, next) => {
    const startedAt = performance.now();
    await next();
    const { route = 'other', isHeld } = ctx.state as { route?: string; isHeld?: boolean };
    const figures = metrics.of(methods.has(ctx.method) ? ctx.method : 'other', route);
    const count = () => {
      figures.answered(ctx.res.statusCode);
      if (!isHeld) figures.worked.observe((performance.now() - startedAt) / 1000);
    };
    // Else Koa writes it when this returns.
    if (ctx.respond === false && !ctx.res.writableEnded) ctx.res.once('close', count);
    else count();
  };
}
