import type { Storage } from '../../browser/storage.ts';
import type { FeedOptions } from './feed.ts';
import type { Cut } from './ladder.ts';

const key = 'holdline.cut';

/** Where a proxy was found to cut, kept over reloads and for the other tabs, where the browser lets us. */
export function keepCuts(storage: Storage): FeedOptions['cuts'] {
  return {
    read() {
      const { holdMs, untilMs }: Partial<Cut> = Object(storage.read(key));
      return typeof holdMs === 'number' && typeof untilMs === 'number' ? { holdMs, untilMs } : null;
    },
    keep: (cut) => void storage.write(key, cut),
  };
}
