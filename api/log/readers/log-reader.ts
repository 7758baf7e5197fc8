import type { LogEvent } from '../event.ts';
import type { Log } from '../log.ts';
import { toNumber, toPlace } from '../place-number.ts';
import { readTail } from '../queries.ts';
import { holdLease, type Lease, type LeaseTerms } from './lease.ts';

/** How many events are read at once. */
const batch = 500;

/**
 * Hands every event of the log to `read`, in order, on one node at a time: at first from the present end on, later from where the last
 * node stopped. At least once: what was handed to a node that died before its place was stored comes again. When `read` throws, the same
 * events come again some seconds later. They are as the log keeps them: references stay, so that whoever shows something reads it as it is
 * then, under the rights of whom it is shown to (`maySee`). `signal` ends with the tenure of this node.
 */
export function readLog(
  { log, ...terms }: LeaseTerms & { log: Log },
  read: (events: readonly LogEvent[], signal: AbortSignal) => Promise<void>,
): Lease {
  let wake = () => {};
  log.onEvents(() => wake());
  log.onPassedOver(() => wake());
  const beyond = (position: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (toNumber(log.head) > position || signal.aborted) resolve();
    });

  return holdLease(terms, async ({ place, signal, isHeld, doneTo }) => {
    signal.addEventListener('abort', () => wake());
    let position = toNumber(place ?? log.head);
    for (;;) {
      doneTo(toPlace(position));
      await beyond(position, signal);
      if (!isHeld()) return;
      // Before the question: when it finds nothing, there is nothing up to here, as what there was has gone with its chat.
      const end = toNumber(log.head);
      const events = await readTail(terms.db, position, batch);
      if (events.length > 0) await read(events, signal);
      position = events.at(-1)?.id ?? end;
    }
  });
}
