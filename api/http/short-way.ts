import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../process/config.ts';
import { type ClientAddress, requestAddress } from './door/client-address.ts';
import { exposedHeaders } from './plumbing.ts';
import type { RawHeaders } from './raw-reply.ts';
import type { Principal } from './route.ts';
import { headersOfAll } from './safe-headers.ts';

/** A request that may be answered before Koa, with who asks and from where: by the same rules as there. */
export interface ShortRequest {
  req: IncomingMessage;
  res: ServerResponse;
  me: Principal;
  address: ClientAddress;
}

/** How requests for one thing are answered without Koa or SQL. */
export interface ShortWay {
  /** The whole of a plain request's target; its groups are handed on. */
  target: RegExp;
  /**
   * Returns false, having answered nothing and taken no point of a price, for whatever is not all in memory, or is to be refused:
   * the long way has the words for it. A test holds each answer equal to the long way's.
   */
  answer(asked: ShortRequest, found: Readonly<Record<string, string | undefined>>): boolean;
}

type Looked = Pick<Config, 'corsOrigins' | 'trustedProxies' | 'publicUrl'>;

/**
 * The one place that says what may take a short way: a GET without a body and without wishes of its own, from someone whose token
 * was proven before. Everything else takes the long one.
 */
export function shortWays(
  { trustedProxies }: Looked,
  whoIs: (authorization: string) => Principal | undefined,
  ways: readonly ShortWay[],
): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    if (req.method !== 'GET') return false;
    const { url = '', headers } = req;
    for (const way of ways) {
      const found = way.target.exec(url)?.groups;
      if (!found) continue;
      const me = isPlain(headers) ? whoIs(headers.authorization ?? '') : undefined;
      if (!me) return false;
      return way.answer({ req, res, me, address: requestAddress(req, trustedProxies) }, found);
    }
    return false;
  };
}

/** JSON as it is named by those who take it, among whatever else; what is refused by a quality of 0 is for the long way to tell. */
const takesJson = /(?:^|,)\s*(?:\*\/\*|application\/json)\s*(?:;\s*q\s*=\s*[\d.]+\s*)?(?:,|$)/;
const refusesSome = /;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$)/i;

function isPlain(headers: IncomingMessage['headers']): boolean {
  const { accept, prefer } = headers;
  if (prefer !== undefined) return false;
  if (accept !== undefined && (!takesJson.test(accept) || refusesSome.test(accept))) return false;
  return headers['transfer-encoding'] === undefined && headers['content-length'] === undefined;
}

/**
 * The headers of a short answer: `own` ones, those of all answers, and those for other origins. For any origin they are the same;
 * of a list each has its own, made once.
 */
export function shortHeaders(config: Looked, own: RawHeaders): (req: IncomingMessage) => RawHeaders {
  const { corsOrigins } = config;
  const plain = [...Object.entries(headersOfAll(config)).flat(), 'Vary', 'Origin, Authorization', ...own];
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
