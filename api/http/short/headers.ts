import type { IncomingMessage } from 'node:http';
import type { Config } from '../../process/config.ts';
import { exposedHeaders } from '../plumbing.ts';
import type { RawHeaders } from '../raw-reply.ts';
import { headersOfAll } from '../safe-headers.ts';

/**
 * The headers of a short answer: `own` ones, those of all answers, and those for other origins. For any origin they are the same;
 * of a list each has its own, made once.
 */
export function shortHeaders(
  config: Pick<Config, 'corsOrigins' | 'publicUrl'>,
  own: RawHeaders,
  vary = 'Origin',
): (req: IncomingMessage) => RawHeaders {
  const { corsOrigins } = config;
  const plain = [...Object.entries(headersOfAll(config)).flat(), 'Vary', vary, ...own];
  const allowing = (origin: string): RawHeaders => [
    ...plain,
    ...['Access-Control-Allow-Origin', origin],
    ...['Access-Control-Expose-Headers', exposedHeaders],
  ];
  if (corsOrigins === '*') {
    const headers = allowing('*');
    return () => headers;
  }
  const ofOrigin = new Map(corsOrigins.map((origin) => [origin, allowing(origin)]));
  return (req) => ofOrigin.get(req.headers.origin ?? '') ?? plain;
}

/** An answer that depends on who asks says so, where it may be kept. */
export const varyByPerson = 'Origin, Authorization';
