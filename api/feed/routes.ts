import type { z } from 'zod';
import { namedTypes } from '../http/answers/accept.ts';
import type { Payer } from '../http/limits/rate-limit.ts';
import { type Exchange, type Principal, type Reply, type Route, route } from '../http/route.ts';
import { mayHold } from './held-polls.ts';
import { type HoldingPolls, heldHeaders, hold, sendFarewell } from './hold.ts';
import { openPoll, type PolledChat, requirePolledChat } from './look.ts';
import { openStream, type StreamServices } from './open-stream.ts';
import { pollAtOnce } from './poll-at-once.ts';
import { preferredWait } from './prefer.ts';
import { defaultLimit, eventPage, pollQuery } from './schemas.ts';
import { streamFormats } from './stream-formats.ts';
import { eventStreams } from './stream-schemas.ts';

export type PollServices = HoldingPolls & StreamServices;

const taken: Reply = { status: 200, isTaken: true };

/** Section 5 of the contract: one handler under two URLs, for one chat and for everything of mine. */
export function feedRoutes(services: PollServices): Route[] {
  const poll = async (
    ctx: Exchange,
    { me, payer }: { me: Principal; payer: Payer },
    query: z.output<typeof pollQuery>,
    chat: PolledChat | null,
  ): Promise<Reply> => {
    const limit = query.limit ?? defaultLimit;
    const client = query.client ?? null;
    const format = streamFormats.get(
      String(ctx.accepts('application/json', ...namedTypes(ctx, [...streamFormats.keys()]))),
    );
    if (format) {
      return openStream(services, ctx, { me, payer, chat, cursor: query.cursor, limit, client, format });
    }
    const preferred = query.wait === undefined ? preferredWait(ctx) : null;
    if (preferred !== null) ctx.set('Preference-Applied', `wait=${preferred}`);
    const waitMs = (query.wait ?? preferred ?? 0) * 1000;
    const opened = await openPoll(services, { me, chat, cursor: query.cursor ?? '', limit });
    if (!me.isBot) services.presence.saw(me.userId, me.username);
    const { since } = opened;
    const askedToHold = waitMs > 0;
    if (services.isShuttingDown()) {
      sendFarewell(services, ctx.res, opened, heldHeaders);
      return taken;
    }
    if (!askedToHold || since === null)
      return pollAtOnce(services, ctx, opened, { askedToHold, mode: 'long' });
    const caller = { userId: me.userId, address: payer.address.key, client };
    if (!mayHold(services.waiters, services.heldElsewhere, services.config, caller)) {
      services.metrics.limitsMet.add('held_polls');
      return pollAtOnce(services, ctx, opened, { askedToHold, mode: 'interval' });
    }
    ctx.vary('Authorization');
    ctx.state.isHeld = true;
    hold(services, ctx.res, { ...opened, since }, { me, waitMs, ...caller, headers: heldHeaders });
    return taken;
  };

  return [
    route({
      method: 'get',
      path: '/api/chats/:uri/events/',
      summary: 'What happened in one chat since a cursor, at once or as soon as there is something',
      description:
        'The same as `GET /api/events/`, of one chat alone, for its members; as a stream it ends when one is no member any more.',
      auth: 'required',
      bots: true,
      answers: { 200: eventPage, 304: null },
      refuses: [403, 410],
      price: 'poll',
      streams: eventStreams,
      query: pollQuery,
      scope: ({ me, params }) => requirePolledChat(services, me, params.uri),
      handle: ({ ctx, me, payer, scope, query }) => poll(ctx, { me, payer }, query, scope),
    }),
    route({
      method: 'get',
      path: '/api/events/',
      summary: 'What happened in all my chats since a cursor, at once or as soon as there is something',
      description:
        'Without `cursor`: at once, no events, and the cursor to begin with. `wait` holds the poll ' +
        'until something happens; 0 answers at once. Each event that you may see comes once and in ' +
        'order. A cursor that is too old or of another database is a 410 `cursor_expired`: read anew. ' +
        'With `Accept: text/event-stream` (an EventSource) or `application/x-ndjson` (`curl -N`) the same ' +
        'events come as they happen, in one answer that goes on, behind `Last-Event-ID` or `cursor`.',
      auth: 'required',
      answers: { 200: eventPage, 304: null },
      refuses: [410],
      price: 'poll',
      streams: eventStreams,
      query: pollQuery,
      handle: ({ ctx, me, payer, query }) => poll(ctx, { me, payer }, query, null),
    }),
  ];
}
