import { z } from 'zod';
import type { ZodOpenApiHeadersObject } from 'zod-openapi';
import type { Route } from '../route.ts';
import { fieldProblems, problem } from './answer-fields.ts';

/** What each status means on any route (api/README.md section 1). */
export const meanings: Record<number, string> = {
  400: 'Invalid input: every invalid field at once, or what can be no input at all.',
  401: 'No credentials, or bad ones.',
  403: 'You may see it but not do this.',
  404: 'Unknown, or yours to know nothing of.',
  406: '`Accept` excludes what this answers with.',
  409: 'It conflicts with how things are.',
  410: 'The cursor or the invite has expired.',
  413: 'The body is too large.',
  415: 'A body of a kind that is not understood, or compressed.',
  416: 'Nothing is within the `Range`.',
  422: 'The same idempotency key was used before with other content.',
  429: 'Too many requests, for a while.',
  501: 'This server sends no e-mail, or does not do this by e-mail.',
  503: 'Not now: the database is away, too much waits, or the server is stopping. What became of the request is unknown; repeat it with its key.',
};

const string = { type: 'string' } as const;
const retryAfter = { 'Retry-After': { description: 'Whole seconds.', schema: { type: 'integer' } } } as const;
const headersOf: Record<number, ZodOpenApiHeadersObject> = {
  401: { 'WWW-Authenticate': { schema: string } },
  416: { 'Content-Range': { schema: string } },
  429: retryAfter,
  503: retryAfter,
};

/** With which statuses a route may refuse: its own, and those that follow from what it takes and who may call it. */
export function refusalsOf({ auth, bots, body, query, path, refuses }: Route): number[] {
  const mayMiss = path.includes(':') || (query !== undefined && 'page' in query.shape);
  const derived = [
    ...(body || query ? [400] : []),
    ...(auth === 'none' ? [] : [401]),
    // A bot's key, where it opens nothing.
    ...(auth === 'none' || bots ? [] : [403]),
    ...(mayMiss ? [404] : []),
    406,
    ...(body ? [413, 415] : []),
    429,
    503,
  ];
  return [...new Set([...derived, ...refuses])].toSorted((a, b) => a - b);
}

const nameOf = (status: number | string): string => `Refused${status}`;

/** One of the answers below. */
export function refusal(status: number) {
  if (!(status in meanings)) throw new Error(`refusals.ts says nothing of ${status}.`);
  return { $ref: `#/components/responses/${nameOf(status)}` };
}

/** By name, how each refusal is answered, in DRF's shapes. */
export const refusals = Object.fromEntries(
  Object.entries(meanings).map(([status, description]) => {
    const schema = status === '400' ? z.union([fieldProblems, problem]) : problem;
    const content = { 'application/json': { schema } };
    const headers = headersOf[Number(status)];
    return [nameOf(status), { description, ...(headers && { headers }), content }];
  }),
);
