import Koa from 'koa';
import { emailRoutes } from './accounts/email/routes.ts';
import { guestRoutes } from './accounts/guest-routes.ts';
import { profileRoutes } from './accounts/profile-routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { blockRoutes } from './blocks/routes.ts';
import { incomingHookRoutes } from './bots/incoming/routes.ts';
import { botRoutes } from './bots/routes.ts';
import { broadcastRoutes } from './broadcasts/routes.ts';
import { staffBroadcastRoutes } from './broadcasts/staff-routes.ts';
import { chatListRoutes } from './chats/list-routes.ts';
import { chatRoutes } from './chats/routes.ts';
import { directRoutes } from './directs/routes.ts';
import { docsRoutes } from './docs/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { feedRoutes } from './feed/routes.ts';
import { everywhereRoutes } from './history/everywhere-routes.ts';
import { historyRoutes } from './history/routes.ts';
import { hookRoutes } from './hooks/routes.ts';
import { safeHeaders } from './http/answers/safe-headers.ts';
import { countBodies } from './http/door/bodies-in-flight.ts';
import { errorHandler } from './http/error-handler.ts';
import { healthRoutes } from './http/health-routes.ts';
import { mount, unknownApiPath } from './http/mount.ts';
import { requestFigures } from './http/observing/request-figures.ts';
import { requestLog } from './http/observing/request-log.ts';
import { requestSpans } from './http/observing/request-spans.ts';
import { securityLog } from './http/observing/security-log.ts';
import { crossOrigin, requestTarget, trailingSlash } from './http/plumbing.ts';
import type { Route } from './http/route.ts';
import { schemaRoutes } from './http/schema/routes.ts';
import { staticFiles } from './http/static-files.ts';
import { imageRoutes } from './images/routes.ts';
import { inviteRoutes } from './invites/routes.ts';
import { ownRoutes } from './members/own-routes.ts';
import { memberRoutes } from './members/routes.ts';
import { pinRoutes } from './messages/pins/routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { metricsRoutes } from './metrics/routes.ts';
import { moodRoutes } from './moods/routes.ts';
import { typingRoutes } from './presence/routes.ts';
import { pushRoutes } from './push/routes.ts';
import { reactionRoutes } from './reactions/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import type { Services } from './services.ts';
import { staffPeopleRoutes } from './staff/people-routes.ts';
import { staffSessionRoutes } from './staff/session-routes.ts';
import { authenticate } from './tokens/authenticate.ts';
import { tokenRoutes } from './tokens/routes.ts';

/** The whole server on one screen: every middleware and every router, in order. Never listens. */
export function createApp(services: Services): Koa {
  const { config, logger } = services;
  const app = new Koa({ proxy: config.trustedProxies > 0, maxIpsCount: config.trustedProxies });
  // Koa's own report of an error; ours is in errorHandler, and a client hanging up is none.
  app.silent = true;

  if (services.tracer) app.use(requestSpans(services.tracer, config));
  app.use(requestLog(services.lineLater, config));
  app.use(requestFigures(services.metrics));
  app.use(safeHeaders(config));
  app.use(crossOrigin(config.corsOrigins));
  app.use(securityLog(logger, services.clock));
  app.use(errorHandler(logger));
  app.use(requestTarget());
  app.use(trailingSlash());
  app.use(countBodies(services.bodies));
  for (const middleware of authenticate(services)) app.use(middleware);
  app.use(mount(declareRoutes(services), services.limits));
  app.use(unknownApiPath());
  app.use(staticFiles(services.clientDir, { sendsMail: services.mail !== null }));
  return app;
}

/** All of the API, in the order in which a path finds its route and its page is read. */
export function declareRoutes(services: Services): Route[] {
  const routes: Route[] = [
    ...accountRoutes(services),
    ...tokenRoutes(services),
    ...guestRoutes(services),
    ...profileRoutes(services),
    ...emailRoutes(services),
    ...chatRoutes(services),
    ...chatListRoutes(services),
    ...memberRoutes(services),
    ...ownRoutes(services),
    ...inviteRoutes(services),
    ...botRoutes(services),
    ...incomingHookRoutes(services),
    ...hookRoutes(services),
    ...directRoutes(services),
    ...blockRoutes(services),
    ...broadcastRoutes(services),
    ...messageRoutes(services),
    ...pinRoutes(services),
    ...historyRoutes(services),
    ...everywhereRoutes(services),
    ...reactionRoutes(services),
    ...imageRoutes(services),
    ...typingRoutes(services),
    ...pushRoutes(services),
    ...moodRoutes(services),
    ...exportRoutes(services),
    ...reportRoutes(services),
    ...feedRoutes(services),
    ...staffBroadcastRoutes(services),
    ...staffPeopleRoutes(services),
    ...staffSessionRoutes(services),
    ...healthRoutes(services),
    ...metricsRoutes(services),
    ...schemaRoutes({ routes: () => routes }),
    ...docsRoutes({ clientDir: services.clientDir, routes: () => routes }),
  ];
  return routes;
}
