import type { ServerResponse } from 'node:http';
import { type RawHeaders, sendError } from '../http/answers/raw-reply.ts';
import { toSend } from '../http/answers/to-send.ts';
import type { ClientAddress } from '../http/door/client-address.ts';
import { shownError } from '../http/error-handler.ts';
import { AuthenticationFailed } from '../http/errors.ts';
import { requestId } from '../http/observing/request-id.ts';
import type { Principal } from '../http/route.ts';
import type { Cursor } from '../log/cursor.ts';
import { placeOf } from '../log/event.ts';
import { type Ended, type Followed, type Following, followEvents, type Over } from '../log/waiting/follow.ts';
import type { Waiting } from '../log/waiting/waiters.ts';
import type { Services } from '../services.ts';
import { randomRetryS } from './advice.ts';
import { composeRest, cursorAfter, nothing } from './answer.ts';
import { type HoldingPolls, routeOf } from './hold.ts';
import { type Found, look, type Poll } from './look.ts';
import type { StreamFormat } from './stream-formats.ts';

/** Proxies give up on a line that is silent for 30 or 60 s. */
const beatMs = 20_000;
/** The first comes soon: by it a client knows that pieces come through as they are sent. */
const firstBeatMs = 1000;
/** Beats of streams that began together spread over this share of it, and their ends over the same of theirs. */
const jitterShare = 0.1;
/** So that a node that came anew gets its part of them. */
const maxLifeMs = 3_600_000;
/** Who takes nothing for so long has gone, though the connection may not know it. */
const maxStallMs = 60_000;
/** After a look into the database beyond the price, so long. */
const throttledMs = 1000;

export const streamHeaders: RawHeaders = [
  ...['Cache-Control', 'no-store, no-transform'],
  // For nginx, which gathers answers otherwise.
  ...['X-Accel-Buffering', 'no'],
];

export interface Streaming {
  me: Principal;
  client: string | null;
  address: ClientAddress;
  format: StreamFormat;
  /** Whether the token is known as good here. */
  isProven(): boolean;
}

export type StreamingPolls = HoldingPolls & Pick<Services, 'limits'>;

/** Writes to `res` whatever this reader may see, from the poll's place on, until one of both has enough. Caps are the caller's to look at. */
export function streamEvents(
  services: StreamingPolls,
  res: ServerResponse,
  poll: Poll & { since: Cursor },
  streaming: Streaming,
): void {
  // Hung up while the question was still looked at: the word of it has come and gone.
  if (!res.req.socket.destroyed) new EventStream(services, res, poll, streaming).start();
}

/** One reader's stream. It keeps no more than its place, and reads on when what it wrote has been taken. */
class EventStream implements Following<Found> {
  #followed: Followed | undefined;
  #isBegun = false;
  #isFull = false;
  #forget = () => {};
  readonly #overAtMs: number;
  /** When all that had been written was seen to be taken. */
  #takenAtMs: number;

  constructor(
    private readonly services: StreamingPolls,
    private readonly res: ServerResponse,
    private readonly poll: Poll & { since: Cursor },
    private readonly streaming: Streaming,
  ) {
    this.#takenAtMs = services.clock.monotonic();
    this.#overAtMs = this.#takenAtMs + spread(maxLifeMs);
  }

  start(): void {
    const { services, poll, streaming } = this;
    const { me, client, address } = streaming;
    services.metrics.streams += 1;
    const waiting = {
      userId: me.userId,
      familyId: me.familyId,
      tokenId: me.tokenId,
      tokenEndsAt: me.expiresAt,
      chatId: poll.chat?.id ?? null,
      client,
      address: address.key,
      deadlineMs: this.#nextBeatMs(me.expiresAt, firstBeatMs),
    };
    this.#followed = followEvents(services.waiters, waiting, this);
  }

  look(): Found | null | Promise<Found | null> {
    return look(this.services, this.poll);
  }

  found(found: Found): Over | null {
    const { services, poll, streaming } = this;
    const over = this.#begin();
    if (over) return over;
    const before = poll.since.state;
    const cursor = cursorAfter(services, poll, found);
    const news = {
      events: found.events,
      state: found.state,
      cursorAfter: (event: Found['events'][number]) => services.log.cursorAt(placeOf(event), before),
      cursor,
      rest: () => services.sharedBody.of('', found, () => composeRest(found, services.advice.long)).text,
    };
    this.#write(streaming.format.news(news));
    poll.since = { ...poll.since, position: found.position, state: found.mark };
    if (found.hasMore) this.#readOn();
    return this.#hasPlace() ? null : 'over';
  }

  quiet(): Over | null {
    const { services, poll, streaming } = this;
    if (!this.#isBegun) return this.#begin();
    const { since, reader, chat } = poll;
    since.state = services.presence.renewed(since.state, reader, chat?.id ?? null);
    this.#write(streaming.format.beat(this.#cursor(), this.#quietRest()));
    return null;
  }

  isFull(): boolean {
    return this.#isFull;
  }

  beat({ tokenEndsAt }: Waiting): number | Over {
    const { services, res, streaming } = this;
    const { clock, presence } = services;
    const now = clock.monotonic();
    if (clock.now() >= tokenEndsAt) return 'revoked';
    if (now >= this.#overAtMs) return 'over';
    if (res.writableLength === 0) this.#takenAtMs = now;
    else if (now - this.#takenAtMs >= maxStallMs) return 'stuck';
    if (!streaming.me.isBot) presence.stays(streaming.me.userId, streaming.me.username);
    return this.#nextBeatMs(tokenEndsAt);
  }

  onGone(leave: () => void): void {
    // Of the connection and not of the response: one that is asked behind another on the same line never hears it.
    const { socket } = this.res.req;
    socket.setMaxListeners(0);
    socket.once('close', leave);
    this.#forget = () => void socket.removeListener('close', leave);
  }

  ended(reason: Ended): void {
    const { services, res, streaming } = this;
    this.#leave();
    if (reason === 'gone') return;
    if (reason === 'stuck') {
      res.req.socket.destroy();
      return;
    }
    if (reason === 'revoked' && !this.#isBegun) {
      sendError(res, new AuthenticationFailed(), services.logger, streamHeaders);
      return;
    }
    this.#begin();
    if (reason === 'shutdown') {
      const retryS = randomRetryS();
      const rest = composeRest(nothing, services.advice.after(retryS));
      this.#write(streaming.format.farewell(this.#cursor(), rest, retryS * 1000));
    }
    res.end();
  }

  failed(error: unknown): void {
    const { services, res, poll } = this;
    this.#leave();
    const id = requestId(res.req, services.config.trustedProxies);
    const details = { requestId: id, method: 'GET', route: routeOf(poll) };
    if (!this.#isBegun) {
      sendError(res, error, services.logger, streamHeaders, details);
      return;
    }
    // Too late for a word about it: who comes back hears it.
    shownError(error, services.logger, details);
    res.end();
  }

  /** Tells where it is over at once: the token may have ended, unheard here, between its proof and the place among who waits. */
  #begin(): Over | null {
    if (this.#isBegun) return null;
    this.#isBegun = true;
    const { res, streaming } = this;
    const { format, isProven } = streaming;
    res.writeHead(200, [...streamHeaders, 'Content-Type', format.contentType]);
    this.#write(format.begin(this.#cursor(), this.#quietRest(), randomRetryS() * 1000));
    return isProven() ? null : 'over';
  }

  #write(text: string): void {
    const { res } = this;
    if (res.destroyed || res.write(toSend(text))) return;
    this.#isFull = true;
    res.once('drain', () => {
      this.#isFull = false;
      this.#followed?.lookAgain();
    });
  }

  /** Behind an answer that is not all, as a poll would ask again: for the same price. */
  #readOn(): void {
    const { services, streaming } = this;
    const mayLook = services.limits.takeAtOnce('poll', streaming.me.userId, streaming.address);
    const lookAgain = () => this.#followed?.lookAgain();
    if (mayLook) setImmediate(lookAgain);
    else setTimeout(lookAgain, throttledMs).unref();
  }

  /** Whether the reader is in the chat still, and that where it was asked for. */
  #hasPlace(): boolean {
    const { chat, reader } = this.poll;
    return chat === null || reader.chats.get(chat.id) === chat.uri;
  }

  #cursor(): string {
    const { since } = this.poll;
    return this.services.log.cursorAt(since.position, since.state);
  }

  #quietRest(): string {
    return composeRest(nothing, this.services.advice.long);
  }

  #nextBeatMs(tokenEndsAt: number, inMs = spread(beatMs)): number {
    const { clock } = this.services;
    const now = clock.monotonic();
    return Math.min(now + inMs, now + tokenEndsAt - clock.now(), this.#overAtMs);
  }

  #leave(): void {
    this.#forget();
    this.services.metrics.streams -= 1;
  }
}

function spread(ms: number): number {
  return ms * (1 - Math.random() * jitterShare);
}
