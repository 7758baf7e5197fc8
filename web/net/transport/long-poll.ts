import type { PollReply, PollRequest } from '../api.ts';
import type { Ask } from './transport.ts';

/** Long-polling: the server answers when there is news, or when the time is up. */
export function createLongPoll(poll: (request: PollRequest) => Promise<PollReply>): Ask {
  return async ({ cursor, waitMs, signal }) => {
    // Held answers carry no tag: they are never asked for twice.
    const reply = await poll({ cursor, waitMs, etag: null, signal });
    return reply.isChanged ? reply.page : null;
  };
}
