import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from '../../process/config.ts';
import type { Metrics } from '../../process/metrics.ts';
import { type ClientAddress, requestAddress } from '../door/client-address.ts';
import { logFailure } from '../error-handler.ts';
import { handOn } from '../input/read-bytes.ts';
import type { LineLater } from '../observing/request-log.ts';
import type { Principal } from '../route.ts';

/** A request that may be answered before Koa, with who asks and from where: by the same rules as there. */
export interface ShortRequest {
  req: IncomingMessage;
  res: ServerResponse;
  me: Principal;
  address: ClientAddress;
  /** Of what changes something all of it, of a GET nothing. */
  body: Buffer;
}

/** How requests for one thing are answered without Koa. */
export interface ShortWay {
  method: 'GET' | 'POST' | 'PUT';
  /** The whole of a plain request's target; its groups are handed on. */
  target: RegExp;
  /** The route that it is a short way of, as that is declared. */
  route(found: Found): string;
  /**
   * Returns false, having answered and written nothing and taken no point of a price, for whatever is not all in memory, or is to be
   * refused: the long way has the words for it. A test holds each answer equal to the long way's.
   */
  answer(asked: ShortRequest, found: Found): boolean;
}

type Found = Readonly<Record<string, string | undefined>>;

interface Circumstances {
  config: Pick<Config, 'trustedProxies'>;
  logger: Logger;
  metrics: Pick<Metrics, 'of'>;
  lineLater: LineLater;
  whoIs(authorization: string): Principal | undefined;
}

const nothing = Buffer.alloc(0);

/**
 * The one place that says what may take a short way: a request without wishes of its own, from someone whose token was proven before.
 * A GET has no body; that of a POST or PUT is a little JSON, of which all is here. Everything else takes the long one, untouched.
 */
export function shortWays(
  { config, logger, metrics, lineLater, whoIs }: Circumstances,
  ways: readonly ShortWay[],
  goLong: RequestListener,
): RequestListener {
  const count = (way: ShortWay, found: Found, res: ServerResponse) => {
    const figures = metrics.of(way.method, way.route(found));
    if (res.headersSent) figures.answered(res.statusCode);
    else res.once('close', () => figures.answered(res.statusCode));
  };
  const tryToAnswer = (way: ShortWay, found: Found, asked: Omit<ShortRequest, 'me' | 'address'>) => {
    const { req, res, body } = asked;
    try {
      const me = whoIs(req.headers.authorization ?? '');
      const address = me && requestAddress(req, config.trustedProxies);
      if (me) lineLater({ req, res, route: () => way.route(found), userId: () => me.userId });
      if (me && address && way.answer({ ...asked, me, address }, found)) return count(way, found, res);
    } catch (error) {
      // Outside of Koa's error handling: thrown on, it would end the process and everyone's polls.
      logFailure(logger, error, 'a short way failed');
      if (res.headersSent) return void res.destroy();
    }
    if (body !== nothing) handOn(req, body);
    goLong(req, res);
  };

  return (req, res) => {
    const { method, url = '', headers } = req;
    for (const way of ways) {
      const found = method === way.method ? way.target.exec(url)?.groups : undefined;
      if (!found) continue;
      if (!isPlain(headers)) break;
      if (method === 'GET') {
        if (!hasNoBody(headers)) break;
        return tryToAnswer(way, found, { req, res, body: nothing });
      }
      const length = lengthOfLittleJson(headers);
      if (length === null) break;
      const answerOr = (otherwise: () => void) => {
        const body = takeBody(req, length);
        if (body) tryToAnswer(way, found, { req, res, body });
        else otherwise();
      };
      // Where it had to wait for its turn it has come. Else what is in one piece with the headers has been taken in by the next tick.
      return answerOr(() => process.nextTick(answerOr, () => goLong(req, res)));
    }
    goLong(req, res);
  };
}

/** JSON as it is named by those who take it, among whatever else; what is refused by a quality of 0 is for the long way to tell. */
const takesJson = /(?:^|,)\s*(?:\*\/\*|application\/json)\s*(?:;\s*q\s*=\s*[\d.]+\s*)?(?:,|$)/;
const refusesSome = /;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$)/i;
/** What no short way answers with: who names one of these among others is for the long way to read. */
const namesStream = /event-stream|ndjson/i;

function isPlain({ accept, prefer }: IncomingMessage['headers']): boolean {
  if (prefer !== undefined) return false;
  return (
    accept === undefined ||
    accept === '*/*' ||
    (takesJson.test(accept) && !refusesSome.test(accept) && !namesStream.test(accept))
  );
}

function hasNoBody(headers: IncomingMessage['headers']): boolean {
  return headers['transfer-encoding'] === undefined && headers['content-length'] === undefined;
}

/** A usual message is a hundred bytes; one with more is rare, and comes in several pieces. */
const maxLittleBytes = 8192;
const plainJson = /^application\/json(?:; ?charset=utf-8)?$/i;

/** Of a body whose length is said before: node hands over just so much of it. Null for any other. */
function lengthOfLittleJson(headers: IncomingMessage['headers']): number | null {
  const length = Number(headers['content-length']);
  const isLittle = length > 0 && length <= maxLittleBytes && headers['transfer-encoding'] === undefined;
  const isPlainJson =
    headers['content-encoding'] === undefined && plainJson.test(headers['content-type'] ?? '');
  return isLittle && isPlainJson && headers.expect === undefined ? length : null;
}

/** All of the body when all of it is here; else null, and nothing is taken: who sends slowly is waited for on the long way. */
function takeBody(req: IncomingMessage, length: number): Buffer | null {
  return req.readableLength === length && !req.destroyed ? req.read() : null;
}
