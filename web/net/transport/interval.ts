import type { PollReply, PollRequest } from '../api.ts';
import type { Ask } from './transport.ts';

/**
 * Interval polling: asks and is answered at once. The tag of the last answer goes along, so that "nothing new" is a
 * 304 without a body.
 */
export function createInterval(poll: (request: PollRequest) => Promise<PollReply>): Ask {
  let etag: string | null = null;
  return async ({ cursor, signal }) => {
    const reply = await poll({ cursor, waitMs: 0, etag: cursor === null ? null : etag, signal });
    if (!reply.isChanged) return null;
    etag = reply.etag;
    return reply.page;
  };
}
