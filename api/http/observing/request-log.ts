import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Config } from '../../process/config.ts';
import { requestId } from './request-id.ts';

type Settings = Pick<Config, 'trustedProxies' | 'logRequests'>;

const quiet = new WeakSet<IncomingMessage>();

/** Of a poll that told nothing, as nearly all do. What was not modified has none in any case. */
export function hasNoLine(req: IncomingMessage): void {
  quiet.add(req);
}

interface Asked {
  req: IncomingMessage;
  res: ServerResponse;
  /** As it is declared; never the address, which lets in whoever knows it. */
  route(): string | undefined;
  userId(): number | undefined;
}

/** Writes the line of a request when it has ended, one however often it is called, by what it was told last; nothing unless LOG_REQUESTS is on. */
export type LineLater = (asked: Asked) => void;

export function requestLines(logger: Logger, { trustedProxies, logRequests }: Settings): LineLater {
  if (!logRequests) return () => {};
  const told = new WeakMap<IncomingMessage, Asked>();
  return (asked) => {
    const { req, res } = asked;
    const isKnown = told.has(req);
    told.set(req, asked);
    if (isKnown) return;
    const { socket, method } = req;
    const startedAt = performance.now();
    const before = socket.bytesWritten;
    res.once('close', () => {
      if (quiet.has(req) || res.statusCode === 304) return;
      const { route, userId } = told.get(req) ?? asked;
      const ms = Math.round(performance.now() - startedAt);
      const line = {
        method,
        route: route(),
        status: res.statusCode,
        ms,
        bytes: socket.bytesWritten - before,
      };
      logger.info({ requestId: requestId(req, trustedProxies), ...line, user: userId() }, 'request');
    });
  };
}

/** Names each request, in its answer too, and has its line written. */
export function requestLog(lineLater: LineLater, { trustedProxies }: Settings): Middleware {
  return (ctx, next) => {
    ctx.state.requestId = requestId(ctx.req, trustedProxies);
    ctx.set('X-Request-ID', ctx.state.requestId);
    lineLater({
      req: ctx.req,
      res: ctx.res,
      route: () => ctx.state.route,
      userId: () => ctx.state.principal?.userId,
    });
    return next();
  };
}
