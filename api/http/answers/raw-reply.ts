import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { shownError } from '../error-handler.ts';
import { toSend } from './to-send.ts';

/** A body that was measured before, for those who send it often. */
export interface Body {
  text: string;
  bytes: number;
}

/**
 * Names and values in turn. What is put together for each of a thousand readers is a list and no object: to copy an object of a dozen
 * names costs thirty times as much.
 */
export type RawHeaders = readonly string[];

/** A JSON response outside of Koa; headers set before stay. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: string | Buffer | Body,
  headers: RawHeaders,
): void {
  // The caller has hung up meanwhile.
  if (res.destroyed) return;
  const [content, bytes] = measured(body);
  const own = ['Content-Type', 'application/json; charset=utf-8', 'Content-Length', String(bytes)];
  res.writeHead(status, [...headers, ...own]);
  res.end(content);
}

function measured(body: string | Buffer | Body): [content: string | Buffer, bytes: number] {
  if (Buffer.isBuffer(body)) return [body, body.length];
  if (typeof body === 'string') return [toSend(body), Buffer.byteLength(body)];
  return [toSend(body.text), body.bytes];
}

/** What error-handler.ts does for requests inside of Koa; a failure is logged with `details`. */
export function sendError(
  res: ServerResponse,
  error: unknown,
  logger: Logger,
  headers: RawHeaders,
  details: object = {},
): void {
  const shown = shownError(error, logger, details);
  const own = Object.entries(shown.headers).flat();
  sendJson(res, shown.status, JSON.stringify(shown.body()), [...headers, ...own]);
}
