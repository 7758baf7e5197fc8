import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Hashing } from './accounts/hashing.ts';
import type { AccountTies } from './accounts/ties.ts';
import type { MarkSeen } from './broadcasts/mark-seen.ts';
import type { Bus } from './bus/index.ts';
import type { SoftState } from './bus/soft-state.ts';
import type { ChatActivity } from './chats/activity.ts';
import type { ChatMembers } from './chats/members.ts';
import type { Database } from './db/database.ts';
import type { Advice } from './feed/advice.ts';
import type { HeldElsewhere } from './feed/held-polls.ts';
import type { SharedBody } from './feed/shared-body.ts';
import type { MarkRead } from './history/mark-read.ts';
import type { SharedPages } from './history/shared-pages.ts';
import type { BodiesInFlight } from './http/door/bodies-in-flight.ts';
import type { RateLimits } from './http/limits/rate-limit.ts';
import type { WaitingLine } from './http/limits/waiting-line.ts';
import type { LineLater } from './http/observing/request-log.ts';
import type { MayViewImage } from './images/may-view.ts';
import type { PrepareImages } from './images/prepare-image.ts';
import type { Log } from './log/log.ts';
import type { VisibleHeads } from './log/visible/heads.ts';
import type { Waiters } from './log/waiting/waiters.ts';
import type { Outbox } from './mail/outbox.ts';
import type { MembershipCache } from './members/access/membership-cache.ts';
import type { EndKeeping } from './members/end-keeping.ts';
import type { ExpiringChats } from './messages/expiry/expiring-chats.ts';
import type { SendMessage } from './messages/sending/outgoing.ts';
import type { ForgetRepeated } from './messages/take-back.ts';
import type { Presence } from './presence/presence.ts';
import type { Clock } from './process/clock.ts';
import type { Config } from './process/config.ts';
import type { Metrics } from './process/metrics.ts';
import type { Turns } from './process/turns.ts';
import type { Pushes } from './push/open-push.ts';
import type { React } from './reactions/message.ts';
import type { TokenCache } from './tokens/token-cache.ts';
import type { TokenKey } from './tokens/tokens.ts';

type Line = Pick<WaitingLine, 'working' | 'waiting'>;

/**
 * What there is: made once, in server.ts. A function takes what it needs of it: `Pick<Services, 'db' | 'log'>`. Types only, and
 * none from a file that takes services itself, so that no circle leads through here.
 */
export interface Services extends HandedIn {
  config: Config;
  logger: Logger;
  /** The lines of requests. */
  lineLater: LineLater;
  clock: Clock;
  /** What this process has done, counted. */
  metrics: Metrics;
  /** For spans; null where nobody looks for any. */
  tracer: Tracer | null;
  db: Database;
  log: Log;
  /** In which what is said comes before what a crowd waits for. */
  turns: Turns;
  /** What passes between nodes, and the state that they share over it. */
  bus: Bus;
  softState: SoftState;
  /** Held polls. */
  waiters: Waiters;
  visibleHeads: VisibleHeads;

  limits: RateLimits;
  bodies: BodiesInFlight;
  /** Where work waits for its turn, to be looked at. */
  lines: Record<'writes' | 'passwords' | 'images', Line> & { mails?: Line; pushes?: Line };
  /** Passwords, images, messages, read markers and who saw a broadcast wait in lines of their own. */
  hashing: Hashing;
  prepareImages: PrepareImages;
  /** E-mail on its way out; null: this server sends none. */
  mail: Outbox | null;
  /** Pushes to people's devices; null: this server sends none. */
  push: Pushes | null;
  send: SendMessage;
  markRead: MarkRead;
  markSeen: MarkSeen;

  key: TokenKey;
  /** Memory that the log keeps right. */
  tokens: TokenCache;
  memberships: MembershipCache;
  expiringChats: ExpiringChats;
  sharedPages: SharedPages;
  presence: Presence;
  heldElsewhere: HeldElsewhere;
  advice: Advice;
  sharedBody: SharedBody;

  /** Set when the process has been told to stop. */
  isShuttingDown(): boolean;
  /** The folder of the built browser client. */
  clientDir: string;
}

/** What features ask of those to their right: each declared by the one that asks, and handed in by between-features.ts. */
export interface HandedIn {
  accountTies: AccountTies;
  chatMembers: ChatMembers;
  activity: ChatActivity;
  endKeeping: EndKeeping;
  forgetRepeated: ForgetRepeated;
  mayViewImage: MayViewImage;
  react: React;
}
