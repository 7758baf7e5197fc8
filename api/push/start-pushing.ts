import { logFailure } from '../http/error-handler.ts';
import { holdLease, type Lease } from '../log/readers/lease.ts';
import { eventsOf } from '../log/readers/log-reader.ts';
import type { Services } from '../services.ts';
import { endingsIn } from './endings.ts';
import { judge } from './judge.ts';
import { deleteSubscriptions, dropEnded, listSubscriptions } from './queries.ts';
import type { Sending } from './send.ts';
import { type Devices, Telling } from './telling.ts';

/** How often those are looked at who are to be told later. */
const lookMs = 1000;

type Needs = Pick<Services, 'db' | 'log' | 'clock' | 'presence' | 'metrics' | 'logger'>;

/**
 * Sends what the log says to people's devices, on one node at a time. At least once: what was under way when a node died is told by the next,
 * and takes the place on the device of what may stand there; but what a service did not take is tried again by that one node alone.
 */
export function startPushing(services: Needs, sending: Sending): Lease {
  const { db, log, clock, logger } = services;
  const { references } = log;
  const onFailure = (error: unknown) => void logFailure(logger, error, 'pushing failed');
  const eventsIn = eventsOf({ db, log });
  return holdLease({ db, clock, name: 'push', onFailure }, async (tenure) => {
    const telling = new Telling({
      ...services,
      sending,
      devices: devicesIn(services),
      judge: (events, only) => judge({ db: db.read, references, nowMs: clock.now() }, events, only),
      endingsIn: (events, told) => endingsIn(events, { db: db.read, references, told }),
      isHeld: tenure.isHeld,
      onFailure,
    });
    let end = tenure.place ?? log.head;
    let looking: Promise<void> | null = null;
    const look = () => {
      tenure.doneTo(telling.doneTo(end));
      looking ??= telling
        .lookAgain()
        .catch(onFailure)
        .finally(() => {
          looking = null;
        });
    };
    const timer = setInterval(look, lookMs).unref();
    try {
      for await (const { events, upTo } of eventsIn(tenure)) {
        await telling.take(events, end);
        end = upTo;
        tenure.doneTo(telling.doneTo(end));
      }
    } finally {
      clearInterval(timer);
      await looking;
    }
  });
}

function devicesIn({ db, clock }: Pick<Needs, 'db' | 'clock'>): Devices {
  return {
    of: (userIds) => listSubscriptions(db.read, userIds, clock.now()),
    drop: (ids) => db.transaction((trx) => deleteSubscriptions(trx, ids)),
    dropEnded: (userIds) => db.transaction((trx) => dropEnded(trx, userIds, clock.now())),
  };
}
