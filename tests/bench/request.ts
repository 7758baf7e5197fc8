import { decodeCursor, encodeCursor } from '../../api/log/cursor.ts';
import { toPlace } from '../../api/log/place-number.ts';
import type { Answer } from './connection.ts';

/** A whole GET request, ready for the wire. */
export function get(path: string, headers: Record<string, string>): string {
  return `GET ${path} HTTP/1.1\r\n${lines(headers)}\r\n`;
}

/** A whole POST request with a JSON body. */
export function post(path: string, headers: Record<string, string>, content: unknown): string {
  return withBody(`POST ${path}`, headers, content);
}

/** A whole PATCH request with a JSON body. */
export function patch(path: string, headers: Record<string, string>, content: unknown): string {
  return withBody(`PATCH ${path}`, headers, content);
}

/** A whole PUT request with a JSON body. */
export function put(path: string, headers: Record<string, string>, content: unknown): string {
  return withBody(`PUT ${path}`, headers, content);
}

/** A whole DELETE request. */
export function remove(path: string, headers: Record<string, string>): string {
  return `DELETE ${path} HTTP/1.1\r\n${lines(headers)}\r\n`;
}

function withBody(start: string, headers: Record<string, string>, content: unknown): string {
  const body = JSON.stringify(content);
  const all = { ...headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  return `${start} HTTP/1.1\r\n${lines(all)}\r\n${body}`;
}

function lines(headers: Record<string, string | number>): string {
  return Object.entries({ Host: '127.0.0.1', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}

export interface Poll {
  token?: string | undefined;
  cursor?: string | undefined;
  /** Seconds. */
  wait?: number;
  etag?: string;
  headers?: Record<string, string>;
}

/** A poll of everything of one person's. */
export function poll({ token = '', cursor = '', wait = 0, etag, headers = {} }: Poll): string {
  return get(`/api/events/?cursor=${cursor}${wait > 0 ? `&wait=${wait}` : ''}`, {
    Authorization: `JWT ${token}`,
    ...(etag && { 'If-None-Match': etag }),
    ...headers,
  });
}

/** The place of another one's cursor, moved: what someone's client kept who was away since then. */
export function cursorAt(position: number, cursor: string): string {
  const place = decodeCursor(cursor);
  if (!place) throw new Error(`Not a cursor: ${cursor}`);
  return encodeCursor({ ...place, position: toPlace(position) });
}

export function cursorIn(answer: Answer): string {
  return textIn(answer.body.toString('latin1'), /"cursor":"([^"]+)"/);
}

export function etagIn(answer: Answer): string {
  return textIn(answer.head, /\r\netag: (.+?)(?:\r\n|$)/i);
}

function textIn(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`Expected ${pattern} in:\n${text.slice(0, 500)}`);
  return found;
}
