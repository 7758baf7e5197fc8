import { type FeedPlace, openFeed } from '../net/transport/open-feed.ts';
import { type FollowDeps, followLog } from '../store/world/follow-log.ts';

/** What only those who are logged in fetch: the feed, and what its news does to the page. */
export function following(
  place: FeedPlace,
): (deps: FollowDeps, userId: number, signal: AbortSignal) => Promise<void> {
  return (deps, userId, signal) =>
    followLog(deps, (listener) => openFeed(place, listener), { userId, signal });
}
