import Koa from 'koa';
import type { Logger } from 'pino';
import { guestRoutes } from './accounts/guest-routes.ts';
import type { Hashing } from './accounts/hashing.ts';
import { myAccountRoutes } from './accounts/profile-routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { blockRoutes } from './blocks/routes.ts';
import { broadcastRoutes } from './broadcasts/routes.ts';
import { myChatsRoutes } from './chats/my-chats-routes.ts';
import { publicRoutes } from './chats/public-routes.ts';
import { chatRoutes } from './chats/routes.ts';
import { directRoutes } from './directs/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import type { FeedDeps } from './feed/deps.ts';
import { feedRoutes } from './feed/routes.ts';
import { type BodiesInFlight, countBodies } from './http/door/bodies-in-flight.ts';
import { errorHandler } from './http/error-handler.ts';
import { type HealthDeps, healthRoutes } from './http/health-routes.ts';
import { crossOrigin, requestLog, requestTarget, trailingSlash } from './http/plumbing.ts';
import { mount, type Route, unknownApiPath } from './http/route.ts';
import { safeHeaders } from './http/safe-headers.ts';
import { securityLog } from './http/security-log.ts';
import { staticFiles } from './http/static-files.ts';
import { imageRoutes } from './images/routes.ts';
import { inviteRoutes } from './invites/routes.ts';
import { membersRoutes } from './members/routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { moodRoutes } from './moods/routes.ts';
import { typingRoutes } from './presence/routes.ts';
import type { Config } from './process/config.ts';
import { reactionRoutes } from './reactions/routes.ts';
import { authenticate } from './tokens/authenticate.ts';
import type { TokenCache } from './tokens/token-cache.ts';
import type { TokenKey } from './tokens/tokens.ts';

export interface AppDeps extends FeedDeps, HealthDeps {
  config: Config;
  logger: Logger;
  key: TokenKey;
  tokens: TokenCache;
  hashing: Hashing;
  /** The folder of the built browser client. */
  clientDir: string;
  bodies: BodiesInFlight;
}

/** The whole server on one screen: every middleware and every router, in order. Never listens. */
export function createApp(deps: AppDeps): Koa {
  const { config, logger } = deps;
  const app = new Koa({ proxy: config.trustedProxies > 0, maxIpsCount: config.trustedProxies });
  // Koa's own report of an error; ours is in errorHandler, and a client hanging up is none.
  app.silent = true;

  app.use(requestLog(logger));
  app.use(safeHeaders(config));
  app.use(crossOrigin(config.corsOrigins));
  app.use(securityLog(logger, deps.clock));
  app.use(errorHandler(logger));
  app.use(requestTarget());
  app.use(trailingSlash());
  app.use(countBodies(deps.bodies));
  for (const middleware of authenticate(deps)) app.use(middleware);
  app.use(mount(declareRoutes(deps), deps.limits));
  app.use(unknownApiPath());
  app.use(staticFiles(deps.clientDir));
  return app;
}

/** All of the API, in the order in which a path finds its route. */
export function declareRoutes(deps: AppDeps): Route[] {
  return [
    ...accountRoutes(deps),
    ...myAccountRoutes(deps),
    ...guestRoutes(deps),
    ...blockRoutes(deps),
    ...messageRoutes(deps),
    ...reactionRoutes(deps),
    ...imageRoutes(deps),
    ...moodRoutes(deps),
    ...exportRoutes(deps),
    ...broadcastRoutes(deps),
    ...myChatsRoutes(deps),
    ...chatRoutes(deps),
    ...publicRoutes(deps),
    ...membersRoutes(deps),
    ...inviteRoutes(deps),
    ...directRoutes(deps),
    ...typingRoutes(deps),
    ...feedRoutes(deps),
    ...healthRoutes(deps),
  ];
}
