import { ServiceUnavailable } from '../http/errors.ts';

/**
 * Work for which items wait in line, one at a time. Beyond `maxWaiting` in line it throws ServiceUnavailable: each holds
 * memory while it waits, and a line without an end helps nobody.
 */
export function oneAtATime<I, O>(work: (item: I) => Promise<O>, maxWaiting: number): (item: I) => Promise<O> {
  let last: Promise<unknown> = Promise.resolve();
  let inLine = 0;
  return async (item) => {
    if (inLine > maxWaiting) throw new ServiceUnavailable('The server is busy. Try again in a moment.');
    inLine += 1;
    const mine = last.then(() => work(item));
    last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      inLine -= 1;
    }
  };
}
