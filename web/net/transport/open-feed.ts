import { browserTimer, type Pause } from '../../browser/pause.ts';
import type { Storage } from '../../browser/storage.ts';
import type { Api } from '../api.ts';
import { Feed, type FeedListener, type FeedOptions } from './feed.ts';
import { createInterval } from './interval.ts';
import { keepCuts } from './kept-cut.ts';
import { createLongPoll } from './long-poll.ts';
import { createTabs, type TabsOptions } from './tabs.ts';
import type { Ask } from './transport.ts';

/** The rung above held polls: with it they are what one falls back to. */
type OpenStream = (longPoll: Ask, place: FeedPlace) => Ask;

export interface FeedPlace extends Pick<TabsOptions, 'loadLease'> {
  api: Pick<Api, 'poll' | 'events'>;
  /** This tab's name, to the server and to the other tabs. */
  tab: string;
  storage: Storage;
  pause: Pause;
  wakeups: EventTarget;
  window: Window & typeof globalThis;
  loadStream(): Promise<OpenStream>;
}

/** By then long-polling begins to prove itself. */
const holdsBeforeStream = 3;

/** The feed as it is in a browser. */
export function openFeed(place: FeedPlace, listener: FeedListener): Feed {
  const { api, storage, pause, wakeups, window, loadStream } = place;
  const longPoll = createLongPoll(api.poll);
  let holds = 0;
  const { document, navigator } = window;
  const chance = { now: () => Date.now(), random: Math.random };
  // Some browsers have none on plain http, whatever the types say.
  const locks: LockManager | undefined = navigator.locks;
  const options: FeedOptions = {
    interval: createInterval(api.poll),
    longPoll(question) {
      // Long after the page is there. Without it, held polls do.
      if (++holds === holdsBeforeStream)
        loadStream().then((open) => {
          options.longPoll = open(longPoll, place);
        }, Object);
      return longPoll(question);
    },
    openTabs: createTabs({
      ...place,
      locks,
      Channel: window.BroadcastChannel,
      document,
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
