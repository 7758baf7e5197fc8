import type { Reader } from './reader.ts';
import { until } from './until.ts';

const settleMs = 60_000;

/**
 * Looks until nothing is left, for as long as some reader sees something new: who reads an event at a time, on a machine that others keep
 * busy, is behind by minutes at the end and comes on all the same. Throws with what is left when nobody has for a minute.
 */
export async function untilCaughtUp(
  readers: readonly Reader[],
  left: () => readonly unknown[],
  what: string,
): Promise<void> {
  const answers = () => readers.flatMap((reader) => reader.answers);
  const countSeen = () => answers().reduce((sum, { events }) => sum + events.length, 0);
  for (let isLeft = true; isLeft; ) {
    const before = countSeen();
    await until(left, {
      what,
      deadlineMs: settleMs,
      is: (waiting) => {
        isLeft = waiting.length > 0;
        return !isLeft || countSeen() > before;
      },
    });
  }
}
