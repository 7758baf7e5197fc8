import type { LeadByLease, LeaseOptions } from './lease.ts';

/** What this file needs of the browser. On plain http there are no locks: there a lease in the storage takes their place. */
export interface TabsOptions extends LeaseOptions {
  locks: LockManager | undefined;
  Channel: typeof BroadcastChannel | undefined;
  /** Fetches what leads without locks; where it can't be fetched each tab leads by itself. */
  loadLease(): Promise<LeadByLease>;
}

/** The tabs of one person in one browser: one of them leads, and tells the others what it hears. */
export interface Tabs<Word> {
  /**
   * Does the task as soon as this tab leads. When another tab takes the lead the task's signal ends it, and this tab
   * stands in line again. Resolves when `signal` ends it all.
   */
  lead(task: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
  /** To every other tab. */
  tell(word: Word): void;
}

export type OpenTabs = <Word>(name: string, hear: (word: Word) => void, signal: AbortSignal) => Tabs<Word>;

export function createTabs({ locks, Channel, loadLease, ...options }: TabsOptions): OpenTabs {
  const { document } = options;
  return <Word>(name: string, hear: (word: Word) => void, signal: AbortSignal): Tabs<Word> => {
    // Leading without telling would leave the others without news.
    if (!Channel) return { lead: (task, end) => task(end), tell: () => {} };
    const channel = new Channel(name);
    channel.addEventListener('message', ({ data }: MessageEvent<Word>) => hear(data));
    signal.addEventListener('abort', () => channel.close());
    return {
      lead: async (task, end) =>
        locks
          ? lead({ locks, name, document, task, end })
          : (await loadLease())(options, { name, task, end }),
      tell: (word) => !signal.aborted && channel.postMessage(word),
    };
  };
}

interface Leading {
  locks: LockManager;
  name: string;
  document: Document;
  task(signal: AbortSignal): Promise<void>;
  end: AbortSignal;
}

async function lead(leading: Leading): Promise<void> {
  // Whoever is looked at leads: browsers slow down the timers of hidden tabs.
  let isTaking = leading.document.visibilityState === 'visible';
  while (!leading.end.aborted) {
    const outcome = await leadOnce(leading, isTaking);
    if (outcome === 'done') return;
    isTaking = outcome === 'shown';
  }
}

/**
 * Takes the lead, or stands in line for it. `done`: the task came to its own end. `lost`: another tab took the lead.
 * `shown`: this tab came into view while it stood in line.
 */
async function leadOnce(leading: Leading, isTaking: boolean): Promise<'done' | 'lost' | 'shown'> {
  const { locks, name, document, task, end } = leading;
  const over = new AbortController();
  let doing: Promise<void> | null = null;
  let isShown = false;
  const onShown = () => {
    if (doing || document.visibilityState !== 'visible') return;
    isShown = true;
    over.abort();
  };
  document.addEventListener('visibilitychange', onShown, { signal: over.signal });
  end.addEventListener('abort', () => over.abort(), { signal: over.signal });
  try {
    // A lock is either waited for, which can be given up, or taken from whoever has it, at once.
    await locks.request(name, isTaking ? { steal: true } : { signal: over.signal }, () => {
      doing = task(over.signal);
      return doing;
    });
    return 'done';
  } catch (error) {
    // Given up above, or taken by another tab.
    if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error;
    over.abort();
    await doing;
    return isShown ? 'shown' : 'lost';
  } finally {
    over.abort();
  }
}
