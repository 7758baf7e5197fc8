import type { Pause } from '../../browser/pause.ts';
import { backoffMs } from '../../net/backoff.ts';
import { when } from '../when.ts';
import type { ExpiryDeps } from './follow-expiries.ts';
import type { World } from './world.ts';

export interface ExpiringDeps extends ExpiryDeps {
  pause: Pause;
  random(): number;
  /** Fetches the code that takes off the page what disappears. */
  loadExpiries(): Promise<(deps: ExpiringDeps, signal: AbortSignal) => void>;
}

/** Nothing of it is needed where nothing disappears. */
export async function expireWhenAsked(deps: ExpiringDeps, signal: AbortSignal): Promise<void> {
  const { state, pause, random, loadExpiries } = deps;
  await when(state.world, (world) => world !== null && showsExpiring(world), signal);
  for (let failures = 1; !signal.aborted; failures += 1) {
    const follow = await loadExpiries().catch(() => null);
    if (follow) return follow(deps, signal);
    await pause(backoffMs({ failures, retryAfterMs: null, random: random() }), { signal });
  }
}

function showsExpiring({ chats, talks }: World): boolean {
  return (
    [...chats.values()].some(({ chat }) => chat.last_message?.expires_at) ||
    [...talks.values()].some(({ messages, pins }) =>
      [...messages, ...pins].some((message) => message.expires_at),
    )
  );
}
