import type { ServerResponse } from 'node:http';
import { TooManyHeld } from '../http/errors.ts';
import type { Payer } from '../http/limits/rate-limit.ts';
import type { Exchange, Principal, Reply } from '../http/route.ts';
import type { Services } from '../services.ts';
import { tokenIn } from '../tokens/authenticate.ts';
import { randomRetryS } from './advice.ts';
import { composeRest, nothing } from './answer.ts';
import { mayHold } from './held-polls.ts';
import { openPoll, type PolledChat } from './look.ts';
import { type StreamingPolls, streamEvents, streamHeaders } from './stream.ts';
import type { StreamFormat } from './stream-formats.ts';

/** How soon to ask for a stream again where too many are held; polls are answered meanwhile. */
const askAgainS = 60;

export type StreamServices = StreamingPolls &
  Pick<Services, 'heldElsewhere' | 'isShuttingDown' | 'tokens' | 'clock'>;

interface Asked {
  me: Principal;
  payer: Payer;
  chat: PolledChat | null;
  cursor: string | undefined;
  limit: number;
  client: string | null;
  format: StreamFormat;
}

const taken: Reply = { status: 200, isTaken: true };

/** Contract, section 5, *Streams*: answers with the events as they come. Throws what a poll would, and 429 over a cap. */
export async function openStream(
  services: StreamServices,
  ctx: Exchange,
  { me, payer, chat, cursor, limit, client, format }: Asked,
): Promise<Reply> {
  const { log, tokens, clock, presence } = services;
  const from = ctx.get('Last-Event-ID') || cursor || '';
  const poll = await openPoll(services, { me, chat, cursor: from, limit });
  const since = poll.since ?? { databaseId: log.databaseId, position: log.head, state: null };
  if (!me.isBot) presence.saw(me.userId, me.username);
  ctx.vary('Authorization');
  if (ctx.method === 'HEAD') {
    ctx.res.writeHead(200, [...streamHeaders, 'Content-Type', format.contentType]).end();
    return taken;
  }
  if (services.isShuttingDown()) {
    sendStreamFarewell(services, ctx.res, { format, cursor: log.cursorAt(since.position, since.state) });
    return taken;
  }
  const caller = { userId: me.userId, address: payer.address.key, client };
  if (!mayHold(services.waiters, services.heldElsewhere, services.config, caller)) {
    services.metrics.limitsMet.add('held_polls');
    throw new TooManyHeld(askAgainS);
  }
  ctx.state.isHeld = true;
  const token = tokenIn(ctx.get('Authorization')) ?? '';
  const isProven = () => tokens.get(token, clock.now()) !== undefined;
  streamEvents(
    services,
    ctx.res,
    { ...poll, since },
    { me, client, address: payer.address, format, isProven },
  );
  return taken;
}

/** To who asks for one of a node that shuts down: where to go on, elsewhere, after a while of their own. */
function sendStreamFarewell(
  { advice }: Pick<Services, 'advice'>,
  res: ServerResponse,
  { format, cursor }: { format: StreamFormat; cursor: string },
): void {
  const retryS = randomRetryS();
  res.writeHead(200, [...streamHeaders, 'Connection', 'close', 'Content-Type', format.contentType]);
  res.end(format.begin(cursor, composeRest(nothing, advice.after(retryS)), retryS * 1000));
}
