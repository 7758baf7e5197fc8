import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { deleteAccount } from './accounts/delete-account.ts';
import { createHashing } from './accounts/hashing.ts';
import { createApp } from './app.ts';
import { handIn } from './between-features.ts';
import { openBus } from './bus/open.ts';
import { SoftState } from './bus/soft-state.ts';
import { ensureLobby } from './chats/lobby.ts';
import { openDatabase } from './db/connection.ts';
import type { Database } from './db/database.ts';
import { adviceFor } from './feed/advice.ts';
import { maxConnections, withinDescriptors } from './feed/descriptor-limit.ts';
import { HeldExchange } from './feed/held-exchange.ts';
import { SharedBody } from './feed/shared-body.ts';
import { shortWay } from './feed/short-way.ts';
import { gatherChanges } from './feed/state-changes.ts';
import { wakeChats, wakeReaders } from './feed/wake-readers.ts';
import { startHousekeeping } from './housekeeping.ts';
import { BodiesInFlight } from './http/door/bodies-in-flight.ts';
import { openListener } from './http/door/listener.ts';
import { logFailure } from './http/error-handler.ts';
import { createRateLimits, noLimits } from './http/limits/rate-limit.ts';
import { sharedCounts } from './http/limits/shared-counts.ts';
import { type Room, WaitingLine } from './http/limits/waiting-line.ts';
import { logSecurity } from './http/security-log.ts';
import { createImageWork } from './images/prepare-image.ts';
import { Log } from './log/log.ts';
import { changesEarlier } from './log/references.ts';
import { VisibleHeads } from './log/visible-heads.ts';
import { Waiters } from './log/waiters.ts';
import { MembershipCache } from './members/membership-cache.ts';
import { references } from './messages/references.ts';
import { createSender } from './messages/send-message.ts';
import { Presence } from './presence/presence.ts';
import { exchangePresence } from './presence/presence-exchange.ts';
import { systemClock } from './process/clock.ts';
import type { Config } from './process/config.ts';
import { openDataFolder } from './process/data-folder.ts';
import { createLogger } from './process/logger.ts';
import { hasSecret, loadSecret } from './process/secret.ts';
import { lockForServer } from './process/server-lock.ts';
import type { Services } from './services.ts';
import { TokenCache } from './tokens/token-cache.ts';
import { toKey } from './tokens/tokens.ts';

export interface RunningServer {
  url: string;
  /** Lets requests under way end, then closes everything in the reverse order of opening. */
  stop(): Promise<void>;
}

/** Held polls end one after the other, so that their clients don't all come back at once. */
const spreadPerPollMs = 5;
const maxSpreadMs = 5000;

/**
 * Changes that wait for their turn. SQLite writes one at a time; on PostgreSQL each waits for the same lock, and would keep a
 * connection from all readers meanwhile.
 */
const writes: Record<Database['dialect'], Room> = {
  sqlite: { atOnce: 1, maxWaiting: 1000, maxWaitMs: 10_000 },
  postgres: { atOnce: 4, maxWaiting: 1000, maxWaitMs: 10_000 },
};

/** Beside the built server, and in the same place for the sources. */
const clientDir = fileURLToPath(
  new URL(import.meta.url.includes('/.build/') ? '../web/' : '../.build/web/', import.meta.url),
);

/** Opens and migrates the database, wires everything, and resolves when requests are taken. */
export async function startServer(config: Config): Promise<RunningServer> {
  const logger = createLogger(config.logLevel);
  const usesFolder = !config.databaseUrl || !config.secretKey;
  const complaint = usesFolder && openDataFolder(config.dataDir);
  if (complaint) logger.warn(complaint);
  const lock = config.databaseUrl ? null : await lockForServer(config.dataDir);
  try {
    const db = openDatabase(config);
    try {
      const running = await startWith(config, db, logger);
      return { ...running, stop: () => running.stop().finally(() => lock?.release()) };
    } catch (error) {
      await db.close();
      throw error;
    }
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function startWith(config: Config, db: Database, logger: Logger): Promise<RunningServer> {
  if (config.trustedProxies > 0 && !config.publicUrl) {
    logger.warn(
      'TRUST_PROXY is set and PUBLIC_URL is not: invites and lists then hold links without a host.',
    );
  }
  const clock = systemClock;
  const isNewKey = !config.secretKey && !hasSecret(config.dataDir);
  const secret = config.secretKey ?? loadSecret(config.dataDir);
  const from = config.secretKey ? 'SECRET_KEY' : 'DATA_DIR';
  logSecurity(logger, isNewKey ? 'key_made' : 'key_loaded', { from });
  db.onRecovery(() => logger.info('The database can be written again.'));
  await db.migrate();
  await ensureLobby(db, clock);
  const bus = await openBus(config);
  const log = await Log.open({ db, clock, bus, references, line: new WaitingLine(writes[db.dialect]) });
  const key = toKey(secret, log.databaseId);
  const tokens = new TokenCache();
  const memberships = new MembershipCache(db);
  const visibleHeads = new VisibleHeads(db);
  const presence = new Presence(clock, memberships);
  const waiters = new Waiters(clock);
  tokens.isHeld = ({ userId, familyId }) => waiters.holdsFor(userId, familyId);
  memberships.isNeeded = (userId) => waiters.countOfUser(userId) > 0 || presence.isOnline(userId);
  const sharedBody = new SharedBody();
  log.onEvents((events) => {
    // Before anyone is woken: what was taken back is in no body any more.
    if (events.some(changesEarlier)) sharedBody.forget();
    tokens.apply(events);
    memberships.apply(events);
    visibleHeads.apply(events);
    presence.apply(events);
    wakeReaders(waiters, memberships, events);
  });
  presence.onChange = gatherChanges((chatIds) => wakeChats(waiters, memberships, chatIds));
  const softState = await SoftState.open(bus, presence.nodeId);
  exchangePresence(softState, presence, clock);
  const shared = config.rateLimits && db.dialect === 'postgres' ? sharedCounts(db, key.secret, logger) : null;
  let isShuttingDown = false;
  const core = {
    config: { ...config, maxHeld: withinDescriptors(config.maxHeld) },
    logger,
    clock,
    key,
    db,
    log,
    tokens,
    memberships,
    visibleHeads,
    limits: config.rateLimits ? createRateLimits({ clock, shared }) : noLimits,
    hashing: createHashing(),
    presence,
    waiters,
    heldElsewhere: new HeldExchange(softState, waiters, clock),
    advice: adviceFor(config),
    sharedBody,
    send: createSender(log, clock),
    prepareImage: createImageWork(),
    isShuttingDown: () => isShuttingDown,
    clientDir,
    bodies: new BodiesInFlight(),
  };
  const services: Services = { ...core, ...handIn(core) };
  const housekeeping = startHousekeeping({ ...services, removeUser: (id) => deleteAccount(services, id) });
  const answer = createApp(services).callback();
  const answerShortly = shortWay(services);
  const listener = await openListener(
    (req, res) => {
      try {
        if (answerShortly(req, res)) return;
      } catch (error) {
        // Outside of Koa's error handling: thrown on, it would end the process and everyone's polls.
        logFailure(logger, error, 'the short way for polls failed');
        if (res.headersSent) return void res.destroy();
      }
      void answer(req, res);
    },
    {
      ...config,
      maxConnections: maxConnections(),
      isBehindProxy: config.trustedProxies > 0,
    },
  );

  return {
    url: listener.url,
    async stop() {
      // Still listening: load balancers see that we are not ready, and new polls are sent away with a good word.
      isShuttingDown = true;
      await waiters.shutDown(Math.min(maxSpreadMs, waiters.size * spreadPerPollMs));
      await listener.close();
      await housekeeping.stop();
      await softState.leave();
      await bus.close();
      await db.close();
    },
  };
}
