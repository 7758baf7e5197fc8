import { backoffMs } from '../../net/backoff.ts';
import type { Feed, FeedListener } from '../../net/transport/feed.ts';
import type { FeedEvent } from '../../net/wire.ts';
import type { SendingDeps } from '../outbox/send-waiting.ts';
import { when } from '../when.ts';
import { applyEvent } from './apply-event.ts';
import { type OwnEventDeps, onOwnEvent } from './own-events.ts';

export interface FollowDeps extends SendingDeps, OwnEventDeps {
  /** Fetches the code that sends what waits. */
  loadSending(): Promise<(deps: SendingDeps, signal: AbortSignal) => void>;
  /** The log told of it; `isLeading`: to this tab first. */
  onHeard(event: FeedEvent, isLeading: boolean): void;
  /** What came could not be read or applied. */
  onFault(error: unknown): void;
}

/** Applies what the log tells, and sends what waits while this tab leads, until the signal ends the session. */
export function followLog(
  deps: FollowDeps,
  openFeed: (listener: FeedListener) => Feed,
  { userId, signal }: { userId: number; signal: AbortSignal },
): Promise<void> {
  const { state, world } = deps;
  const onEvent = onOwnEvent(deps);
  let isLeading = false;
  const feed = openFeed({
    name: `holdline.feed.${userId}`,
    onNews: (news) => {
      world.receive(news, { applyEvent, onEvent });
      for (const event of news.events) deps.onHeard(event, isLeading);
    },
    onStatus: (status) => {
      state.feed.value = status;
    },
    onLead: (leading) => {
      isLeading = true;
      leading.addEventListener('abort', () => {
        isLeading = false;
      });
      void sendWhenAsked(deps, leading);
    },
    onFault: deps.onFault,
    signal,
  });
  return feed.run();
}

/** Nothing of it is needed before something waits. */
async function sendWhenAsked(deps: FollowDeps, signal: AbortSignal): Promise<void> {
  const { state, pause, random, loadSending } = deps;
  await when(state.outbox, ({ length }) => length > 0, signal);
  for (let failures = 1; !signal.aborted; failures += 1) {
    const sendWaiting = await loadSending().catch(() => null);
    if (sendWaiting) return sendWaiting(deps, signal);
    // Without a line nothing could be sent either.
    await pause(backoffMs({ failures, retryAfterMs: null, random: random() }), { signal });
  }
}
