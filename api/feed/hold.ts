import type { ServerResponse } from 'node:http';
import { type RawHeaders, sendError, sendJson } from '../http/answers/raw-reply.ts';
import { AuthenticationFailed } from '../http/errors.ts';
import { requestId } from '../http/observing/request-id.ts';
import { hasNoLine } from '../http/observing/request-log.ts';
import type { Principal } from '../http/route.ts';
import type { Cursor } from '../log/cursor.ts';
import { waitForEvents } from '../log/waiting/wait.ts';
import type { Wake } from '../log/waiting/waiters.ts';
import type { Services } from '../services.ts';
import { randomRetryS } from './advice.ts';
import { composeBody, composeRest, cursorAfter, cursorPart, nothing } from './answer.ts';
import { type Looking, look, type Poll } from './look.ts';

/** Deadlines are spread over this share of the wait, so that clients that came together don't come back together. */
const jitterShare = 0.1;

export interface Holding {
  me: Principal;
  waitMs: number;
  client: string | null;
  address: string;
  /** Sent with the answer, whatever it is; those set on the response before stay. */
  headers: RawHeaders;
}

/** What every answer to a poll that asked to be held carries. */
export const heldHeaders: RawHeaders = ['Cache-Control', 'no-store'];

export type HoldingPolls = Looking &
  Pick<Services, 'config' | 'clock' | 'logger' | 'metrics' | 'waiters' | 'advice' | 'sharedBody'>;

/**
 * Answers `res` when there is news, or without at the end of the wait. Writes to the response itself: a poll that is held
 * keeps nothing of Koa, and of many that are woken each is answered at once. Caps are the caller's to look at.
 */
export function hold(
  services: HoldingPolls,
  res: ServerResponse,
  poll: Poll & { since: Cursor },
  holding: Holding,
): void {
  const { me, waitMs, client, address, headers } = holding;
  const wishMs = waitMs * (1 - Math.random() * jitterShare);
  // A token that was replaced a moment ago has a minute: what it holds ends with it.
  const tokenMs = me.expiresAt - services.clock.now();
  const cameAt = services.clock.monotonic();
  const waiting = {
    userId: me.userId,
    familyId: me.familyId,
    tokenId: me.tokenId,
    tokenEndsAt: me.expiresAt,
    chatId: poll.chat?.id ?? null,
    client,
    address,
    deadlineMs: cameAt + Math.min(wishMs, tokenMs),
  };
  const { socket } = res.req;
  // Hung up while the question was still looked at: the word of it has come and gone.
  if (socket.destroyed) return;
  let forget = () => {};
  waitForEvents(services.waiters, waiting, {
    look: () => look(services, poll),
    // Of the connection and not of the response: one that is asked behind another on the same line never hears it.
    onGone(leave) {
      // As many polls may wait on it as the caps allow.
      socket.setMaxListeners(0);
      socket.once('close', leave);
      forget = () => void socket.removeListener('close', leave);
    },
    done(outcome) {
      forget();
      services.metrics.held.observe((services.clock.monotonic() - cameAt) / 1000);
      if (outcome.found === null) {
        if (outcome.reason === 'gone') return;
        const isTokenOver = outcome.reason === 'deadline' && tokenMs <= wishMs;
        endWithout(services, res, poll, holding, isTokenOver ? 'revoked' : outcome.reason);
        return;
      }
      const { found } = outcome;
      const start = cursorPart(cursorAfter(services, poll, found));
      const body = services.sharedBody.of(start, found, () => composeRest(found, services.advice.long));
      sendJson(res, 200, body, headers);
    },
    failed(error) {
      forget();
      const id = requestId(res.req, services.config.trustedProxies);
      sendError(res, error, services.logger, headers, { requestId: id, method: 'GET', route: routeOf(poll) });
    },
  });
}

/** As it is declared. */
export const routeOf = ({ chat }: Pick<Poll, 'chat'>) => (chat ? '/api/chats/:uri/events/' : '/api/events/');

function endWithout(
  services: HoldingPolls,
  res: ServerResponse,
  poll: Poll,
  { me, headers }: Holding,
  reason: Wake,
): void {
  if (reason === 'revoked') {
    sendError(res, new AuthenticationFailed(), services.logger, headers);
  } else if (reason === 'shutdown') {
    sendFarewell(services, res, poll, headers);
  } else {
    hasNoLine(res.req);
    // Someone who waited to the end was there all the while.
    if (reason === 'deadline' && !me.isBot) services.presence.saw(me.userId, me.username);
    // Only after a last look may the cursor move on; whoever is superseded has not seen what changed since.
    const cursor = reason === 'deadline' ? cursorAfter(services, poll, null) : unmoved(services, poll);
    sendJson(res, 200, composeBody(cursor, nothing, services.advice.long), headers);
  }
}

/** To a client of a node that shuts down: nothing new, and come back, elsewhere, after a while of your own. */
export function sendFarewell(
  services: HoldingPolls,
  res: ServerResponse,
  poll: Poll,
  headers: RawHeaders,
): void {
  const retry = randomRetryS();
  const body = composeBody(unmoved(services, poll), nothing, services.advice.after(retry));
  sendJson(res, 200, body, [...headers, 'Connection', 'close']);
}

/** The place that the poll came with. */
function unmoved(services: HoldingPolls, poll: Poll): string {
  const { since } = poll;
  return since ? services.log.cursorAt(since.position, since.state) : cursorAfter(services, poll, null);
}
