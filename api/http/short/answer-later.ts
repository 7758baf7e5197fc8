import type { Logger } from 'pino';
import type { Config } from '../../process/config.ts';
import { sendError, sendJson } from '../answers/raw-reply.ts';
import type { BodiesInFlight } from '../door/bodies-in-flight.ts';
import { requestId } from '../observing/request-id.ts';
import { shortHeaders } from './headers.ts';
import type { ShortRequest } from './ways.ts';

interface Circumstances {
  config: Pick<Config, 'corsOrigins' | 'publicUrl' | 'trustedProxies' | 'logRequests'>;
  logger: Logger;
  bodies: BodiesInFlight;
}

/** What a change comes to: a status, and JSON. */
export interface Outcome {
  status: number;
  body: string;
}

/**
 * For what a short way has taken the price of and begins to change: the answer when that is done, and of what is thrown the one that `route`
 * would give. The body counts among those in flight until then.
 */
export function answerLater(
  { config, logger, bodies }: Circumstances,
  route: string,
): (asked: ShortRequest, change: () => Promise<Outcome>) => Promise<void> {
  const headersFor = shortHeaders(config, ['Cache-Control', 'no-store']);
  return async ({ req, res, address, body: bytes }, change) => {
    try {
      bodies.open(res, address.key)(bytes.length);
      const { status, body } = await change();
      sendJson(res, status, body, headersFor(req));
    } catch (error) {
      const id = requestId(req, config.trustedProxies);
      sendError(res, error, logger, headersFor(req, true), { requestId: id, method: req.method, route });
    }
  };
}
