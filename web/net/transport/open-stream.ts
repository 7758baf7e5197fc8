import { browserTimer } from '../../browser/pause.ts';
import { askStream } from './ask-stream.ts';
import type { FeedPlace } from './open-feed.ts';
import { createStream } from './stream.ts';
import type { Ask } from './transport.ts';

const key = 'holdline.stream';

export type StreamPlace = Pick<FeedPlace, 'api' | 'storage' | 'wakeups' | 'window'>;

/** The rung above held polls, as it is in a browser. */
export function openStream(longPoll: Ask, { api, storage, wakeups, window }: StreamPlace): Ask {
  return createStream({
    longPoll,
    open: askStream(api, (path, init) => window.fetch(path, init)),
    timer: browserTimer,
    wakeups,
    now: () => Date.now(),
    kept: {
      read: () => Number(storage.read(key)) || 0,
      keep: (notBeforeMs) => void storage.write(key, notBeforeMs),
    },
  });
}
