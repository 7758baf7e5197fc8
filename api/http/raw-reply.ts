import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { shownError } from './error-handler.ts';
import { toSend } from './to-send.ts';

/** A body that was measured before, for those who send it often. */
export interface Body {
  text: string;
  bytes: number;
}

/** A JSON response outside of Koa; headers set before stay. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: string | Body,
  headers: OutgoingHttpHeaders,
): void {
  // The caller has hung up meanwhile.
  if (res.destroyed) return;
  const { text, bytes } = typeof body === 'string' ? { text: body, bytes: Buffer.byteLength(body) } : body;
  res.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes,
  });
  res.end(toSend(text));
}

/** What error-handler.ts does for requests inside of Koa. */
export function sendError(
  res: ServerResponse,
  error: unknown,
  logger: Logger,
  headers: OutgoingHttpHeaders,
): void {
  const shown = shownError(error, logger, {});
  sendJson(res, shown.status, JSON.stringify(shown.body()), { ...headers, ...shown.headers });
}
