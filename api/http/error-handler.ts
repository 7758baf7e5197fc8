import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { type Fault, faultOf } from '../db/faults.ts';
import { ApiError, ServiceUnavailable } from './errors.ts';

/**
 * The one place where an error becomes a response. An ApiError speaks for itself; a database that is away or
 * overloaded is a 503; anything else is our fault: logged with the request's id, and nothing of it is shown.
 */
export function errorHandler(logger: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      // Nobody is there to read it: a client hanging up is not an error.
      if (ctx.req.destroyed && !ctx.req.complete) return;
      const shown = shownError(error, logger, nameRequest(ctx));
      ctx.status = shown.status;
      ctx.set(shown.headers);
      ctx.remove('ETag');
      ctx.body = shown.body();
    }
  };
}

/** Enough to find it again. Not its address: whoever knows a chat's is let in, and a query holds words that were looked for. */
export function nameRequest(ctx: Pick<Context, 'state' | 'method'>): object {
  const { requestId, route } = ctx.state;
  return { requestId, method: ctx.method, ...(route && { route }) };
}

/** What a caller is shown of an error; what is our fault, or the database's, is logged with `details`. */
export function shownError(error: unknown, logger: Logger, details: object): ApiError {
  if (error instanceof ApiError) {
    if (error.status === 503) logger.warn({ err: error, ...details }, error.message);
    return error;
  }
  const fault = logFailure(logger, error, 'unexpected error', details);
  if (fault) return new ServiceUnavailable('Try again in a moment.');
  return new ApiError(500, 'error', 'A server error occurred.');
}

/**
 * Logs what went wrong while doing `what`. Where the database is to blame the line says that instead, whatever was done. Returns
 * its fault.
 */
export function logFailure(logger: Logger, error: unknown, what: string, details: object = {}): Fault | null {
  const fault = faultOf(error);
  logger.error({ err: error, ...details }, fault?.sentence ?? what);
  return fault;
}
