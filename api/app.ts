import Koa from 'koa';
import type { Logger } from 'pino';
import { authenticate } from './accounts/authenticate.ts';
import type { Hashing } from './accounts/hashing.ts';
import { accountRoutes } from './accounts/routes.ts';
import type { TokenCache } from './accounts/token-cache.ts';
import type { TokenKey } from './accounts/tokens.ts';
import { blockRoutes } from './blocks/routes.ts';
import { guestRoutes } from './chats/guest-routes.ts';
import { inviteRoutes } from './chats/invite-routes.ts';
import { membersRoutes } from './chats/members-routes.ts';
import { myAccountRoutes } from './chats/my-account-routes.ts';
import { publicRoutes } from './chats/public-routes.ts';
import { chatRoutes } from './chats/routes.ts';
import type { Config } from './config.ts';
import { directRoutes } from './directs/routes.ts';
import type { FeedDeps } from './feed/deps.ts';
import { feedRoutes } from './feed/routes.ts';
import { type BodiesInFlight, countBodies } from './http/bodies-in-flight.ts';
import { errorHandler } from './http/error-handler.ts';
import { type HealthDeps, healthRoutes } from './http/health-routes.ts';
import { crossOrigin, requestLog, requestTarget, trailingSlash } from './http/plumbing.ts';
import { mount, type Route, unknownApiPath } from './http/route.ts';
import { safeHeaders } from './http/safe-headers.ts';
import { securityLog } from './http/security-log.ts';
import { staticFiles } from './http/static-files.ts';
import { broadcastRoutes } from './messages/broadcast-routes.ts';
import { exportRoutes } from './messages/export-routes.ts';
import { imageRoutes } from './messages/image-routes.ts';
import { moodRoutes } from './messages/mood-routes.ts';
import { myChatsRoutes } from './messages/my-chats-routes.ts';
import { reactionRoutes } from './messages/reaction-routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { typingRoutes } from './presence/routes.ts';

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
