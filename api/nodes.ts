import { NodeMessages } from './bus/node-messages.ts';
import { openChannel } from './bus/notifications.ts';
import type { Wakeups } from './bus/wakeups/index.ts';
import { LocalWakeups } from './bus/wakeups/local.ts';
import { postgresWakeups } from './bus/wakeups/postgres.ts';
import { HeldExchange } from './feed/held-exchange.ts';
import type { HeldElsewhere } from './feed/held-polls.ts';
import type { Waiters } from './log/waiters.ts';
import type { Presence } from './presence/presence.ts';
import { announceEveryMs, exchangePresence } from './presence/presence-exchange.ts';
import type { Clock } from './process/clock.ts';

/** How this process hears of the others that share its database. */
export interface Nodes {
  heldElsewhere: HeldElsewhere;
  /** Says goodbye, so that what this node holds no longer counts. */
  leave(): Promise<void>;
}

const alone: HeldElsewhere = { ofUser: () => 0, ofAddress: () => 0, inAll: () => 0 };

/** SQLite has one process; nodes on PostgreSQL wake each other. */
export async function openWakeups(databaseUrl: string | null): Promise<Wakeups> {
  if (!databaseUrl) return new LocalWakeups().join();
  return postgresWakeups(await openChannel(databaseUrl, 'holdline_log'));
}

/** Joins the other nodes on PostgreSQL: presence, typing and the caps hold across all of them. */
export async function joinNodes(
  databaseUrl: string | null,
  { presence, waiters, clock }: { presence: Presence; waiters: Waiters; clock: Clock },
): Promise<Nodes> {
  if (!databaseUrl) return { heldElsewhere: alone, leave: async () => {} };
  const channel = await openChannel(databaseUrl, 'holdline_nodes');
  const messages = new NodeMessages(channel, presence.nodeId);
  const announcePresence = exchangePresence(messages, presence, clock);
  const held = new HeldExchange(messages, waiters, clock);
  const timer = setInterval(() => {
    announcePresence();
    held.announce();
  }, announceEveryMs).unref();
  return {
    heldElsewhere: held,
    async leave() {
      clearInterval(timer);
      messages.say(['bye']);
      await messages.flush();
      await channel.close();
    },
  };
}
