import type { Sending } from '../../net/api.ts';
import type { Message } from '../../net/wire.ts';
import type { FeatureDeps, SendImage } from '../actions/feature-deps.ts';
import { nextToSend } from './outbox.ts';
import { type Lane, type SenderDeps, sendOutbox } from './send-outbox.ts';

export interface SendingDeps extends SenderDeps {
  api: { sendMessage(uri: string, message: Sending): Promise<Message> };
  featureDeps: FeatureDeps;
  /** Fetches the code that sends messages with an image. */
  loadImageSender(): Promise<SendImage>;
}

/** Sends what waits in the outbox, now and later, until the signal ends it: text alone, and beside it what has images. */
export function sendWaiting(deps: SendingDeps, signal: AbortSignal): void {
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
  for (const lane of lanes) void sendOutbox(deps, lane, signal);
}
