import type { IncomingMessage } from 'node:http';
import type { Config } from '../../process/config.ts';
import type { RawHeaders } from '../answers/raw-reply.ts';
import { headersOfAll } from '../answers/safe-headers.ts';
import { idFromProxy, requestId } from '../observing/request-id.ts';
import { exposedHeaders } from '../plumbing.ts';

/**
 * The headers of a short answer: `own` ones, those of all answers, and those for other origins. For any origin they are the same;
 * of a list each has its own, made once. They name the request where a proxy in front has named it or requests are logged; elsewhere
 * nothing else would know the name, and to make one is a hundredth of a quiet poll. An answer that is in the log by itself is named in any case.
 */
export function shortHeaders(
  config: Pick<Config, 'corsOrigins' | 'publicUrl' | 'trustedProxies' | 'logRequests'>,
  own: RawHeaders,
  vary = 'Origin',
): (req: IncomingMessage, isInLog?: boolean) => RawHeaders {
  const { corsOrigins, trustedProxies, logRequests } = config;
  const plain = [...Object.entries(headersOfAll(config)).flat(), 'Vary', vary, ...own];
  const allowing = (origin: string): RawHeaders => [
    ...plain,
    ...['Access-Control-Allow-Origin', origin],
    ...['Access-Control-Expose-Headers', exposedHeaders],
  ];
  const named = (req: IncomingMessage, headers: RawHeaders, isInLog = logRequests): RawHeaders =>
    isInLog || idFromProxy(req, trustedProxies) !== null
      ? [...headers, 'X-Request-ID', requestId(req, trustedProxies)]
      : headers;
  if (corsOrigins === '*') {
    const headers = allowing('*');
    return (req, isInLog) => named(req, headers, isInLog);
  }
  const ofOrigin = new Map(corsOrigins.map((origin) => [origin, allowing(origin)]));
  return (req, isInLog) => named(req, ofOrigin.get(req.headers.origin ?? '') ?? plain, isInLog);
}

/** An answer that depends on who asks says so, where it may be kept. */
export const varyByPerson = 'Origin, Authorization';
