import { faultOf } from '../db/faults.ts';

/** More in one transaction gains little and makes the first wait for the last. */
const defaultMaxItems = 200;

interface Waiting<I, O> {
  item: I;
  resolve(result: O): void;
  reject(error: unknown): void;
}

/**
 * Group commit: items that arrive while a commit runs go into the next one together, so that they share its transaction
 * and its fsync. `commit` gets the items in the order of arrival and resolves with one result for each; when it throws, all
 * of its items fail; when the database can't be written, so do all that wait. One commit runs at a time.
 */
export function groupCommit<I, O>(
  commit: (items: readonly I[]) => Promise<readonly O[]>,
  maxItems = defaultMaxItems,
): (item: I) => Promise<O> {
  let waiting: Waiting<I, O>[] = [];
  let isRunning = false;

  const run = async () => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      try {
        const results = await commit(batch.map(({ item }) => item));
        for (const [i, { resolve }] of batch.entries()) resolve(results[i] as O);
      } catch (error) {
        // Those behind would only wait as long for the same answer: a line that went silent costs seconds each time.
        const failing = faultOf(error)?.stopsWrites ? [...batch, ...waiting.splice(0)] : batch;
        for (const { reject } of failing) reject(error);
      }
    }
    isRunning = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
}
