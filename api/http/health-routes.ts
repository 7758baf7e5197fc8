import type { Database } from '../db/connection.ts';
import { ServiceUnavailable } from './errors.ts';
import { ok } from './replies.ts';
import { type Route, route } from './route.ts';

export interface HealthDeps {
  db: Database;
  /** Set when the process has been told to stop: load balancers should look elsewhere. */
  isShuttingDown(): boolean;
}

/** For whoever keeps the process running (API.md section 7). */
export function healthRoutes({ db, isShuttingDown }: HealthDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/healthz/',
      summary: 'The process is alive',
      auth: 'none',
      handle: () => ok({ status: 'ok' }),
    }),
    route({
      method: 'get',
      path: '/readyz/',
      summary: 'Requests will be answered: the database is reachable and migrated, and no shutdown has begun',
      auth: 'none',
      async handle() {
        if (isShuttingDown()) throw new ServiceUnavailable('Shutting down.');
        // The server migrates before it listens, so a table of the newest migration proves both.
        await db
          .read('meta')
          .first('key')
          .catch(() => {
            throw new ServiceUnavailable('The database cannot be reached.');
          });
        return ok({ status: 'ready' });
      },
    }),
  ];
}
