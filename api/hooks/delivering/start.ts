import { logFailure } from '../../http/error-handler.ts';
import { holdLease, type Lease } from '../../log/readers/lease.ts';
import type { Services } from '../../services.ts';
import { hasHooks } from '../queries.ts';
import { createDelivery } from './deliver.ts';
import { Dispatcher } from './dispatcher.ts';

type Needs = Parameters<typeof createDelivery>[0];

/**
 * Delivers what happens to whoever has a hook, on one node of all. A server that has none holds no lease for it: it begins with the
 * first, and from then on until it stops.
 */
export function startHooks(services: Needs & Pick<Services, 'clock'>): { stop(): Promise<void> } {
  const { db, log, clock, logger } = services;
  const onFailure = (error: unknown) => logFailure(logger, error, 'delivering to hooks failed');
  const dispatcher = new Dispatcher({ db, log, deliver: createDelivery(services), onFailure });
  let lease: Lease | null = null;
  let isStopped = false;
  const begin = () => {
    if (isStopped) return;
    lease ??= holdLease({ db, clock, name: 'hooks', onFailure }, (tenure) => dispatcher.work(tenure));
  };
  log.onEvents((events) => {
    dispatcher.hear(events);
    if (!lease && events.some(({ type }) => type === 'hook.updated')) begin();
  });
  log.onPassedOver((passed) => dispatcher.hearPassed(passed));
  const looking = hasHooks(db.read).then((has) => {
    if (has) begin();
  }, onFailure);
  return {
    async stop() {
      isStopped = true;
      await looking;
      await lease?.stop();
    },
  };
}
