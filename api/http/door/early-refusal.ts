import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiError, MethodNotAllowed, ParseError } from '../errors.ts';

/** Answers on a bare connection, where there is no response object yet, and ends it. */
export function refuseConnection(socket: Duplex, error: ApiError): void {
  const body = JSON.stringify(error.body());
  const headers = {
    ...error.headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (!socket.writable) return void socket.destroy();
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${lines.join('')}\r\n${body}`,
    // Whoever goes on sending is not listened to any more.
    () => socket.destroy(),
  );
}

/** We are no tunnel. Unanswered, node would hang up on whoever asks. */
export function refuseTunnel(_req: IncomingMessage, socket: Duplex): void {
  refuseConnection(
    socket,
    new MethodNotAllowed('CONNECT', ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
  );
}

/** What is no HTTP, or comes too slowly (408), or with too many headers (431). */
export function refuseMalformed(error: Error & { code?: string }, socket: Duplex): void {
  // The caller has hung up, or an answer is on its way already: a second one in it would be taken for a part of it.
  const message = (socket as { _httpMessage?: { headersSent: boolean } })._httpMessage;
  if (error.code === 'ECONNRESET' || message?.headersSent) return void socket.destroy();
  refuseConnection(socket, toApiError(error.code));
}

function toApiError(code: string | undefined): ApiError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ApiError(408, 'request_timeout', 'The request took too long to arrive.');
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ApiError(431, 'header_fields_too_large', 'The request headers are too large.');
  }
  return new ParseError('The request is not well-formed HTTP.');
}

/** A host name or address with an optional port, as in RFC 3986 section 3.2.2; underscores are found in the wild. */
const hostPattern = /^(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

/**
 * Whether the request says at most once, and in a form that can be, whom it is for (RFC 9112 section 3.2: otherwise 400). With
 * two, a proxy and we could take each another one.
 */
export function hasProperHost(req: IncomingMessage): boolean {
  const { host } = req.headers;
  // HTTP/1.0 knows none; from 1.1 on node asks for one.
  if (host !== undefined && !hostPattern.test(host)) return false;
  let count = 0;
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    const name = req.rawHeaders[i];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count <= 1;
}
