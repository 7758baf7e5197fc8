import { createPause, type Timer } from '../../browser/pause.ts';
import type { Storage } from '../../browser/storage.ts';
import { wakeup } from '../../browser/wakeups.ts';

/** How long a tab that is looked at leads without saying so again. Whoever crashed is followed after that. */
const shownMs = 10_000;
/** The same for one that nobody looks at: its timers are called once a minute at worst. */
const hiddenMs = 150_000;
const renewMs = 3000;
/** As long as two tabs that write at the same moment need to see whose word was the last. */
const settleMs = 150;
/** Not all who wait look in the same moment. */
const spreadMs = 500;

/** Which tab leads, in the storage that all tabs of a browser share. */
interface Lease {
  tab: string;
  /** By the machine's clock, which is the same for all of them. */
  untilMs: number;
  isHidden: boolean;
}

/** What it needs of the browser. */
export interface LeaseOptions {
  storage: Storage;
  timer: Timer;
  document: Document;
  window: EventTarget;
  /** Unix milliseconds. */
  now(): number;
  random(): number;
  /** This tab's own name. */
  tab: string;
}

export interface Leading {
  name: string;
  task(signal: AbortSignal): Promise<void>;
  end: AbortSignal;
}

export type LeadByLease = typeof leadByLease;

/**
 * Does the task while this tab leads, of those that share a name; the others wait. Whoever comes into view takes the lead;
 * else it goes on when its holder leaves, or is silent for too long. For a moment two may think that they lead, and then
 * one of them hears the other: what they do must bear that. Where the storage is refused each leads by itself.
 */
export async function leadByLease(options: LeaseOptions, { name, task, end }: Leading): Promise<void> {
  const { storage, timer, document, window, now, random, tab } = options;
  const key = `${name}.lead`;
  const nudges = new EventTarget();
  const nudge = () => void nudges.dispatchEvent(new Event(wakeup));
  const pause = createPause(timer, nudges);
  const isHidden = () => document.visibilityState === 'hidden';
  /** Just opened, or come into view: whoever is looked at leads. */
  let isTaking = !isHidden();
  /** Left, perhaps to come back from the browser's cache. */
  let isAway = false;

  const read = () => parseLease(storage.read(key));
  const take = () => {
    const hidden = isHidden();
    const untilMs = now() + (hidden ? hiddenMs : shownMs);
    return storage.write(key, { tab, untilMs, isHidden: hidden } satisfies Lease);
  };
  const release = () => void (read()?.tab === tab && storage.write(key, null));

  const mayTake = () => {
    if (isAway) return false;
    const lease = read();
    if (!lease || lease.tab === tab || isTaking) return true;
    const leftMs = lease.untilMs - now();
    // Longer than anyone may ask for: the clock was put back since.
    return leftMs <= 0 || leftMs > hiddenMs || (lease.isHidden && !isHidden());
  };

  const waitMs = () => Math.max(0, (read()?.untilMs ?? 0) - now()) + spreadMs * (0.5 + random());

  /** Tells whether the task came to its own end. */
  const leadOnce = async (): Promise<boolean> => {
    const over = new AbortController();
    end.addEventListener('abort', () => over.abort(), { signal: over.signal });
    let isDone = false;
    const doing = task(over.signal).finally(() => {
      isDone = true;
      nudge();
    });
    while (!isDone && !isAway && !end.aborted) {
      await pause(renewMs, { signal: end });
      isTaking = false;
      if ((read() ?? { tab }).tab !== tab) break;
      if (!isAway && !end.aborted) take();
    }
    const isOver = isDone;
    over.abort();
    await doing;
    return isOver;
  };

  const listening = { signal: end };
  const onVisibility = () => {
    isTaking = !isHidden();
    nudge();
  };
  document.addEventListener('visibilitychange', onVisibility, listening);
  const onPage = (event: Event) => {
    isAway = event.type === 'pagehide';
    if (isAway) release();
    isTaking = !isAway && !isHidden();
    nudge();
  };
  for (const type of ['pagehide', 'pageshow']) window.addEventListener(type, onPage, listening);
  storage.watch(key, nudge, end);

  try {
    while (!end.aborted) {
      if (!mayTake()) {
        await pause(waitMs(), { signal: end });
        continue;
      }
      isTaking = false;
      if (!take()) return await task(end);
      await pause(settleMs, { signal: end });
      if (read()?.tab === tab && (await leadOnce())) return;
    }
  } finally {
    release();
  }
}

function parseLease(kept: unknown): Lease | null {
  const { tab, untilMs, isHidden }: Partial<Lease> = Object(kept);
  const isLease = typeof tab === 'string' && typeof untilMs === 'number' && typeof isHidden === 'boolean';
  return isLease ? { tab, untilMs, isHidden } : null;
}
