import type { Clock } from '../clock.ts';
import type { Database } from '../db/connection.ts';
import type { EventLog } from '../events/event-log.ts';
import type { RateLimits } from '../http/rate-limit.ts';
import type { ChatActivity, PresenceView } from './activity.ts';
import type { MembershipCache } from './membership-cache.ts';

/** What the chats need from the rest; made in server.ts. */
export interface ChatDeps {
  db: Database;
  log: EventLog;
  clock: Clock;
  limits: RateLimits;
  memberships: MembershipCache;
  activity: ChatActivity;
  presence: PresenceView;
}
