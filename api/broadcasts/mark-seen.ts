import type { Knex } from 'knex';
import { BoundedLoad, type MostOf } from '../http/limits/bounded-load.ts';
import type { Append } from '../log/journal.ts';
import type { Log } from '../log/log.ts';
import { listTold } from '../log/queries.ts';
import { findMessages } from '../messages/queries.ts';
import type { Clock } from '../process/clock.ts';
import { openEvery } from '../process/open-every.ts';
import { maxListed } from './list-broadcasts.ts';
import { insertViews, type View } from './view-queries.ts';

/** All who are there see a broadcast in the same second; each is two numbers. */
const mostWaiting: MostOf = { items: 5000, bytes: 1024 * 1024 };
const viewBytes = 100;

/** Nobody waits for this; two hundred may share a commit. */
const msBetweenCommits = 50;

export type MarkSeen = (view: View) => Promise<boolean>;

/**
 * Notes on whose screen a broadcast was. Those that wait for the same commit are two questions and one insert, and nobody is told by an event.
 * Resolves when it is on disk, false of what is no broadcast that is listed; throws ServiceUnavailable when too many wait.
 */
export function createSeenMarker(log: Log, clock: Clock): MarkSeen {
  const load = new BoundedLoad(mostWaiting);
  const gate = openEvery(msBetweenCommits);
  const mark = log.gather(async (trx: Knex.Transaction, _append: Append, views: readonly View[]) => {
    const nowMs = clock.now();
    const told = await listTold(trx, maxListed);
    const asked = new Set(views.map(({ messageId }) => messageId));
    const found = await findMessages(
      trx,
      told.filter((id) => asked.has(id)),
      nowMs,
    );
    // What was taken back is listed no more.
    const standing = new Set(found.filter(({ text }) => text !== null).map(({ id }) => id));
    const known = views.filter(({ messageId }) => standing.has(messageId));
    await insertViews(trx, known, nowMs);
    return views.map(({ messageId }) => standing.has(messageId));
  });
  return (view) =>
    load.carry(viewBytes, async () => {
      await gate();
      return mark(view);
    });
}
