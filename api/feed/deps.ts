import type { Logger } from 'pino';
import type { Waiters } from '../log/waiters.ts';
import type { MessageDeps } from '../messages/deps.ts';
import type { Presence } from '../presence/presence.ts';
import type { Config } from '../process/config.ts';
import type { Advice } from './answer.ts';
import type { HeldElsewhere } from './held-polls.ts';
import type { SharedBody } from './shared-body.ts';

export interface FeedDeps extends MessageDeps {
  config: Config;
  presence: Presence;
  waiters: Waiters;
  logger: Logger;
  heldElsewhere: HeldElsewhere;
  advice: Advice;
  sharedBody: SharedBody;
  isShuttingDown(): boolean;
}
