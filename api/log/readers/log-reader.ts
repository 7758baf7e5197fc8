import type { Database } from '../../db/database.ts';
import type { LogEvent } from '../event.ts';
import type { Log } from '../log.ts';
import type { Place } from '../place.ts';
import { toNumber, toPlace } from '../place-number.ts';
import { readTail } from '../queries.ts';
import { holdLease, type Lease, type LeaseTerms, type Tenure } from './lease.ts';

/** How many events are read at once. */
const batch = 500;

/** The next events, as the log keeps them: references stay. When they are done, all is up to there. */
interface Stretch {
  events: readonly LogEvent[];
  upTo: Place;
}

/**
 * Every event of the log in order, from where a tenure begins (at first from the present end on) to its end. References stay, so that whoever
 * shows something reads it as it is then, under the rights of whom it is shown to (`maySee`). To be made once, and asked for each tenure.
 */
export function eventsOf({
  db,
  log,
}: {
  db: Database;
  log: Log;
}): (tenure: Pick<Tenure, 'place' | 'signal' | 'isHeld'>) => AsyncGenerator<Stretch> {
  let wake = () => {};
  log.onEvents(() => wake());
  log.onPassedOver(() => wake());
  const beyond = (position: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (toNumber(log.head) > position || signal.aborted) resolve();
    });

  return async function* ({ place, signal, isHeld }) {
    signal.addEventListener('abort', () => wake());
    let position = toNumber(place ?? log.head);
    for (;;) {
      await beyond(position, signal);
      if (!isHeld()) return;
      // Before the question: when it finds nothing, there is nothing up to here, as what there was has gone with its chat.
      const end = toNumber(log.head);
      const events = await readTail(db, position, batch);
      position = events.at(-1)?.id ?? end;
      yield { events, upTo: toPlace(position) };
    }
  };
}

/**
 * Hands every event of the log to `read`, in order, on one node at a time: at first from the present end on, later from where the last
 * node stopped. At least once: what was handed to a node that died before its place was stored comes again. When `read` throws, the same
 * events come again some seconds later. `signal` ends with the tenure of this node.
 */
export function readLog(
  { log, ...terms }: LeaseTerms & { log: Log },
  read: (events: readonly LogEvent[], signal: AbortSignal) => Promise<void>,
): Lease {
  const eventsIn = eventsOf({ db: terms.db, log });
  return holdLease(terms, async (tenure) => {
    tenure.doneTo(tenure.place ?? log.head);
    for await (const { events, upTo } of eventsIn(tenure)) {
      if (events.length > 0) await read(events, tenure.signal);
      tenure.doneTo(upTo);
    }
  });
}
