import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { ApiError, ServiceUnavailable } from './errors.ts';

/** Driver codes for "the database cannot take this now": a client should simply try again. */
const overloadCodes = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', '40001', '40P01', '53300', '57P01', '57P03']);
const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

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
      const shown = shownError(error, logger, { requestId: ctx.state.requestId, url: ctx.req.url });
      ctx.status = shown.status;
      ctx.set(shown.headers);
      ctx.remove('ETag');
      ctx.body = shown.body();
    }
  };
}

/** What a caller is shown of an error; what is our fault, or the database's, is logged with `details`. */
export function shownError(error: unknown, logger: Logger, details: object): ApiError {
  const known = toApiError(error);
  if (!known) logger.error({ err: error, ...details }, 'unexpected error');
  else if (known.status === 503) logger.warn({ err: error, ...details }, known.message);
  return known ?? new ApiError(500, 'error', 'A server error occurred.');
}

function toApiError(error: unknown): ApiError | null {
  if (error instanceof ApiError) return error;
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const unreachable = typeof code === 'string' && (overloadCodes.has(code) || connectionCodes.has(code));
  if (unreachable || name === 'KnexTimeoutError') return new ServiceUnavailable('Try again in a moment.');
  return null;
}
