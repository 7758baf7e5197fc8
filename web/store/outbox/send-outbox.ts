import type { Pause } from '../../browser/pause.ts';
import { backoffMs } from '../../net/backoff.ts';
import { RequestFailure } from '../../net/failure.ts';
import type { Message } from '../../net/wire.ts';
import type { State } from '../state.ts';
import { when } from '../when.ts';
import type { KeptWorld } from '../world/keep-world.ts';
import { putMessages } from '../world/world.ts';
import type { KeptOutbox } from './kept-outbox.ts';
import { markFailed, type Outbox, type Outgoing, settle } from './outbox.ts';
import { refusalOf } from './refusal.ts';

/** A message that makes the server stumble this often would hold up all the others for ever. */
const maxStumbles = 5;

export interface SenderDeps {
  state: State;
  world: KeptWorld;
  outbox: KeptOutbox;
  /** Cut short when the line is back. */
  pause: Pause;
  random(): number;
}

/** One of the queues that the outbox is sent in. */
export interface Lane {
  next(outbox: Outbox): Outgoing | null;
  /** Resolves with the stored message; null when it was called off. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<Message | null>;
}

/**
 * Sends what waits in a lane of the outbox, oldest first, until the signal ends it. What the line or the server can't
 * take now is tried again with the same key; what is refused is left to its author.
 */
export async function sendOutbox(deps: SenderDeps, lane: Lane, signal: AbortSignal): Promise<void> {
  const { state, pause, random } = deps;
  let failures = 0;
  while (!signal.aborted) {
    await when(state.outbox, (outbox) => lane.next(outbox) !== null, signal);
    const next = lane.next(state.outbox.value);
    if (signal.aborted || !next) continue;
    const failure = await attempt(deps, () => lane.send(next, signal), next);
    failures = failure ? failures + 1 : 0;
    if (!failure) continue;
    const { retryAfterMs, status, isPassing } = failure;
    // The session is over, and says so itself: the message waits for this person's next one.
    const isOver = status === 401;
    if (!isOver && (!isPassing || (status === 500 && failures >= maxStumbles))) {
      refuse(deps, next, failure);
      failures = 0;
      continue;
    }
    const waitMs = backoffMs({ failures, retryAfterMs, random: random() });
    await pause(waitMs, { signal, isWakeable: retryAfterMs === null });
  }
}

async function attempt(
  { world, outbox }: SenderDeps,
  send: () => Promise<Message | null>,
  { uri }: Outgoing,
): Promise<RequestFailure | null> {
  try {
    const message = await send();
    if (!message) return null;
    world.change((known) => putMessages(known, uri, [message]));
    outbox.change((waiting) => settle(waiting, [message]));
    return null;
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return error;
  }
}

function refuse({ outbox }: SenderDeps, { clientId }: Outgoing, failure: RequestFailure): void {
  outbox.change((waiting) => markFailed(waiting, clientId, refusalOf(failure)));
}
