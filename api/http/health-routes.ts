import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { faultOf } from '../db/faults.ts';
import { ok } from './answers/replies.ts';
import { ServiceUnavailable } from './errors.ts';
import { type Route, route } from './route.ts';

export interface Health {
  db: Database;
  /** Set when the process has been told to stop: load balancers should look elsewhere. */
  isShuttingDown(): boolean;
}

const statusOf = <const Word extends string>(word: Word) => z.object({ status: z.literal(word) });

/** Those who ask give up soon themselves. */
const maxLookMs = 3000;
const tooSlow = 'The database does not answer.';

/** Null when the database can be read and written. */
async function problemOf(db: Database): Promise<string | null> {
  try {
    // The server migrates before it listens, so a table of ours proves both.
    await db.read('meta').first('key');
    const fault = await db.whatStopsWrites();
    return fault?.sentence ?? null;
  } catch (error) {
    return faultOf(error)?.sentence ?? 'The database cannot be used.';
  }
}

/** For whoever keeps the process running (api/README.md section 7). */
export function healthRoutes({ db, isShuttingDown }: Health): Route[] {
  return [
    route({
      method: 'get',
      path: '/healthz/',
      summary: 'The process is alive',
      description: 'Answered without the database.',
      auth: 'none',
      answers: { 200: statusOf('ok') },
      price: 'health',
      handle: () => ok({ status: 'ok' }),
    }),
    route({
      method: 'get',
      path: '/readyz/',
      summary:
        'Requests will be answered: the database can be read and written and is migrated, and no shutdown has begun',
      description: 'Else 503 with one sentence, within 3 s.',
      auth: 'none',
      answers: { 200: statusOf('ready') },
      price: 'health',
      async handle() {
        if (isShuttingDown()) throw new ServiceUnavailable('Shutting down.');
        const problem = await Promise.race([problemOf(db), sleep(maxLookMs, tooSlow, { ref: false })]);
        if (problem) throw new ServiceUnavailable(problem);
        return ok({ status: 'ready' });
      },
    }),
  ];
}
