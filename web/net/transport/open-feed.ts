import { browserTimer, type Pause } from '../../browser/pause.ts';
import type { Storage } from '../../browser/storage.ts';
import type { Api } from '../api.ts';
import { Feed, type FeedListener } from './feed.ts';
import { createInterval } from './interval.ts';
import { keepCuts } from './kept-cut.ts';
import { createLongPoll } from './long-poll.ts';
import { createTabs, type TabsOptions } from './tabs.ts';

export interface FeedPlace extends Pick<TabsOptions, 'loadLease'> {
  poll: Api['poll'];
  /** This tab's name, to the server and to the other tabs. */
  tab: string;
  storage: Storage;
  pause: Pause;
  wakeups: EventTarget;
  window: Window & typeof globalThis;
}

/** The feed as it is in a browser. */
export function openFeed(
  { poll, tab, storage, pause, wakeups, window, loadLease }: FeedPlace,
  listener: FeedListener,
): Feed {
  const { document, navigator } = window;
  const chance = { now: () => Date.now(), random: Math.random };
  // Some browsers have none on plain http, whatever the types say.
  const locks: LockManager | undefined = navigator.locks;
  const options = {
    interval: createInterval(poll),
    longPoll: createLongPoll(poll),
    openTabs: createTabs({
      locks,
      Channel: window.BroadcastChannel,
      document,
      window,
      storage,
      loadLease,
      tab,
      timer: browserTimer,
      ...chance,
    }),
    pause,
    wakeups,
    isHidden: () => document.visibilityState === 'hidden',
    holdsHidden: locks !== undefined,
    cuts: keepCuts(storage),
    ...chance,
  };
  return new Feed(options, listener);
}
