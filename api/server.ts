import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { openBus } from './bus/open.ts';
import { ensureLobby } from './chats/lobby.ts';
import { openDatabase } from './db/connection.ts';
import type { Database } from './db/database.ts';
import { withoutValues } from './db/statement.ts';
import { traceStatement } from './db/statement-span.ts';
import { maxConnections } from './feed/descriptor-limit.ts';
import { shortPoll } from './feed/short-way.ts';
import { shortMark } from './history/short-mark.ts';
import { shortHistory } from './history/short-way.ts';
import { startHooks } from './hooks/delivering/start.ts';
import { startHousekeeping } from './housekeeping.ts';
import { inTurns } from './http/door/in-turns.ts';
import { openListener } from './http/door/listener.ts';
import { logSecurity } from './http/observing/security-log.ts';
import { shortWays } from './http/short/ways.ts';
import { makeServices } from './make-services.ts';
import { shortSend } from './messages/sending/short-way.ts';
import { systemClock } from './process/clock.ts';
import type { Config } from './process/config.ts';
import { openDataFolder } from './process/data-folder.ts';
import { createLogger } from './process/logger.ts';
import { Metrics } from './process/metrics.ts';
import { hasSecret, loadSecret } from './process/secret.ts';
import { lockForServer } from './process/server-lock.ts';
import { findTracer } from './process/tracing.ts';
import { startPushing } from './push/start-pushing.ts';
import type { Services } from './services.ts';
import { tokenIn } from './tokens/authenticate.ts';

export interface RunningServer {
  url: string;
  /** Lets requests under way end, then closes everything in the reverse order of opening. */
  stop(): Promise<void>;
}

/** Held polls end one after the other, so that their clients don't all come back at once. */
const spreadPerPollMs = 5;
const maxSpreadMs = 5000;

/** Opens and migrates the database, wires everything, and resolves when requests are taken. */
export async function startServer(config: Config): Promise<RunningServer> {
  const logger = createLogger(config.logLevel);
  const usesFolder = !config.databaseUrl || !config.secretKey;
  const complaint = usesFolder && openDataFolder(config.dataDir);
  if (complaint) logger.warn(complaint);
  const lock = config.databaseUrl ? null : await lockForServer(config.dataDir);
  try {
    const metrics = new Metrics();
    const tracer = findTracer();
    const dialect = config.databaseUrl ? 'postgres' : 'sqlite';
    const onStatement = (sql: string, ms: number) => {
      metrics.statements.observe(ms / 1000);
      if (ms >= config.slowQueryMs)
        logger.warn({ ms: Math.round(ms), sql: withoutValues(sql) }, 'slow query');
      if (tracer) traceStatement(tracer, dialect, { sql, ms });
    };
    const db = openDatabase({ ...config, onStatement });
    try {
      const running = await startWith(config, { db, logger, metrics, tracer });
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

async function startWith(
  config: Config,
  { db, logger, metrics, tracer }: { db: Database } & Pick<Services, 'logger' | 'metrics' | 'tracer'>,
): Promise<RunningServer> {
  if (config.trustedProxies > 0 && !config.publicUrl) {
    logger.warn(
      'TRUST_PROXY is set and PUBLIC_URL is not: invites and lists then hold links without a host.',
    );
  }
  const clock = systemClock;
  const secret = openSecret(config, logger);
  db.onRecovery(() => logger.info('The database can be written again.'));
  await db.migrate();
  await ensureLobby(db, clock);
  const bus = await openBus(config, db);
  bus.onLost(() => logger.warn('The line to the other nodes is down: what they do is seen a second later.'));
  bus.onRestored(() => logger.info('The line to the other nodes is back.'));
  let hasBegunToStop = false;
  const isShuttingDown = () => hasBegunToStop;
  const services = await makeServices({
    config,
    logger,
    clock,
    metrics,
    tracer,
    db,
    bus,
    secret,
    isShuttingDown,
  });
  const housekeeping = startHousekeeping(services);
  const pushing = services.push && startPushing(services, services.push.sending);
  const hooks = startHooks(services);
  const listener = await openListener(inTurns(answering(services), services.turns), {
    ...config,
    maxConnections: maxConnections(),
    isBehindProxy: config.trustedProxies > 0,
  });

  const { waiters, softState } = services;
  return {
    url: listener.url,
    async stop() {
      // Still listening: load balancers see that we are not ready, and new polls are sent away with a good word.
      hasBegunToStop = true;
      // What is being delivered is ended beside it, and tried again by the next node at once.
      await Promise.all([
        hooks.stop(),
        waiters.shutDown(Math.min(maxSpreadMs, waiters.size * spreadPerPollMs)).then(() => listener.close()),
      ]);
      await services.mail?.close();
      await pushing?.stop();
      services.push?.sending.close();
      await housekeeping.stop();
      await softState.leave();
      await bus.close();
      await services.log.close();
      await db.close();
    },
  };
}

function openSecret({ secretKey, dataDir }: Config, logger: Logger): string {
  const isNew = !secretKey && !hasSecret(dataDir);
  const secret = secretKey ?? loadSecret(dataDir);
  logSecurity(logger, isNew ? 'key_made' : 'key_loaded', { from: secretKey ? 'SECRET_KEY' : 'DATA_DIR' });
  return secret;
}

/** The short ways for what is asked most, and Koa for all else. */
function answering(services: Services): RequestListener {
  const koa = createApp(services).callback();
  const { tokens, clock, tracer } = services;
  const whoIs = (authorization: string) => {
    const token = tokenIn(authorization);
    const principal = token === undefined ? undefined : tokens.get(token, clock.now());
    // A route says itself whether it is for bots; these ways ask none.
    return principal?.isBot ? undefined : principal;
  };
  // What changes something has a span where somebody looks for one; a poll without news and a page that is known have none.
  const changes = tracer ? [] : [shortSend(services), shortMark(services)];
  const ways = [shortPoll(services), shortHistory(services), ...changes];
  return shortWays({ ...services, whoIs }, ways, (req, res) => void koa(req, res));
}
