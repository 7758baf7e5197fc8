import type { Database } from '../db/connection.ts';
import type { RateLimits } from '../http/limits/rate-limit.ts';
import type { EventLog } from '../log/log.ts';
import type { MembershipCache } from '../members/membership-cache.ts';
import type { Clock } from '../process/clock.ts';
import type { ChatActivity, PresenceView } from './activity.ts';

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
