import type { Sending } from '../../net/api.ts';
import type { Feed, FeedListener } from '../../net/transport/feed.ts';
import type { FeedEvent, Message } from '../../net/wire.ts';
import type { FeatureDeps, SendImage } from '../actions/feature-deps.ts';
import { nextToSend } from '../outbox/outbox.ts';
import { type Lane, type SenderDeps, sendOutbox } from '../outbox/send-outbox.ts';
import { applyEvent } from './apply-event.ts';
import { type OwnEventDeps, onOwnEvent } from './own-events.ts';

export interface FollowDeps extends SenderDeps, OwnEventDeps {
  api: { sendMessage(uri: string, message: Sending): Promise<Message> };
  featureDeps: FeatureDeps;
  /** Fetches the code that sends messages with an image. */
  loadImageSender(): Promise<SendImage>;
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
  const lanes: Lane[] = [
    {
      next: (waiting) => nextToSend(waiting, false),
      send: (outgoing) => deps.api.sendMessage(outgoing.uri, outgoing),
    },
    {
      next: (waiting) => nextToSend(waiting, true),
      send: async (outgoing, end) => (await deps.loadImageSender())(deps.featureDeps, outgoing, end),
    },
  ];
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
      for (const lane of lanes) void sendOutbox(deps, lane, leading);
    },
    onFault: deps.onFault,
    signal,
  });
  return feed.run();
}
