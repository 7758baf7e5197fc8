import { expect, test } from 'vitest';
import type { Storage } from '../../web/browser/storage.ts';
import { leadByLease } from '../../web/net/transport/lease.ts';
import { createTabs } from '../../web/net/transport/tabs.ts';
import { createManualTimer, settled } from '../web/manual-timer.ts';

// Which of several tabs leads where there are no locks; real tabs are in tests/web/tabs-on-http.test.ts.

const name = 'alice';

/** Tabs of one browser, on one clock and with one storage. */
function createBrowser({ isRefused = false } = {}) {
  const clock = createManualTimer();
  const kept = new Map<string, unknown>();
  const watchers = new Set<{ tab: string; key: string; onChange(): void }>();
  let nowMs = 1_000_000;
  const openTab = (tab: string, isShown = true) => {
    const end = new AbortController();
    const document = Object.assign(new EventTarget(), { visibilityState: isShown ? 'visible' : 'hidden' });
    const window = new EventTarget();
    const storage: Storage = {
      read: (key) => structuredClone(kept.get(key) ?? null),
      write(key, value) {
        if (isRefused) return false;
        kept.set(key, value);
        for (const watcher of watchers) if (watcher.tab !== tab && watcher.key === key) watcher.onChange();
        return true;
      },
      watch(key, onChange) {
        watchers.add({ tab, key, onChange });
      },
    };
    let leads = 0;
    const task = async (signal: AbortSignal) => {
      leads += 1;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      leads -= 1;
    };
    const options = {
      storage,
      timer: clock.timer,
      document: document as unknown as Document,
      window,
      now: () => nowMs,
      random: () => 0.5,
      tab,
    };
    const running = leadByLease(options, { name, task, end: end.signal });
    return {
      isLeading: () => leads > 0,
      close: () => void window.dispatchEvent(new Event('pagehide')),
      comeBack: () => void window.dispatchEvent(new Event('pageshow')),
      /** No more code of it runs, and it says nothing. */
      crash: () => {
        for (const watcher of watchers) if (watcher.tab === tab) watchers.delete(watcher);
        storage.write = () => true;
        storage.read = () => ({ tab, untilMs: nowMs + 1, isHidden: false });
      },
      show(isNow: boolean) {
        document.visibilityState = isNow ? 'visible' : 'hidden';
        document.dispatchEvent(new Event('visibilitychange'));
      },
      async end() {
        end.abort();
        await running;
      },
    };
  };
  return {
    openTab,
    kept,
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 50) {
        nowMs += 50;
        await clock.pass(50);
      }
      await settled();
    },
    setClock(ms: number) {
      nowMs += ms;
    },
  };
}

test('of six tabs one leads: the one that was opened last, as it is the one that is looked at', async () => {
  const { openTab, pass } = createBrowser();
  const tabs: ReturnType<typeof openTab>[] = [];
  for (const tab of ['a', 'b', 'c', 'd', 'e', 'f']) {
    tabs.push(openTab(tab));
    await pass(500);
  }
  const leading = () => tabs.map((tab) => tab.isLeading());
  expect(leading()).toEqual([false, false, false, false, false, true]);
  await pass(120_000);
  expect(leading(), 'and goes on').toEqual([false, false, false, false, false, true]);
  await Promise.all(tabs.map((tab) => tab.end()));
});

test('tabs that open in the same moment agree on one', async () => {
  const { openTab, pass } = createBrowser();
  const tabs = ['a', 'b', 'c'].map((tab) => openTab(tab));
  await pass(1000);
  expect(tabs.filter((tab) => tab.isLeading())).toHaveLength(1);
  await Promise.all(tabs.map((tab) => tab.end()));
});

test('whoever comes into view takes the lead, and whoever goes out of view gives it to one that is looked at', async () => {
  const { openTab, pass } = createBrowser();
  const [first, second] = [openTab('a'), openTab('b', false)];
  await pass(1000);
  expect([first.isLeading(), second.isLeading()]).toEqual([true, false]);
  second.show(true);
  await pass(500);
  expect([first.isLeading(), second.isLeading()]).toEqual([false, true]);
  second.show(false);
  await pass(500);
  expect([first.isLeading(), second.isLeading()]).toEqual([true, false]);
  // Nobody looks at any: one goes on, though its timers come once a minute.
  first.show(false);
  await pass(140_000);
  expect([first.isLeading(), second.isLeading()]).toEqual([true, false]);
  await Promise.all([first.end(), second.end()]);
});

test('when the leading tab is closed or ends, another leads at once; when it is silent, within seconds', async () => {
  const { openTab, pass } = createBrowser();
  const third = openTab('c');
  await pass(500);
  const second = openTab('b');
  await pass(500);
  const first = openTab('a');
  await pass(500);
  first.close();
  await pass(2000);
  expect([first, second, third].map((tab) => tab.isLeading()).filter(Boolean)).toHaveLength(1);
  expect(first.isLeading()).toBe(false);
  // From the browser's cache it comes back, and is looked at.
  first.comeBack();
  await pass(500);
  expect(first.isLeading()).toBe(true);
  expect([second, third].some((tab) => tab.isLeading())).toBe(false);
  first.crash();
  await pass(9000);
  expect(
    [second, third].some((tab) => tab.isLeading()),
    'it may only be slow',
  ).toBe(false);
  await pass(3000);
  expect([second, third].filter((tab) => tab.isLeading())).toHaveLength(1);
  await Promise.all([second.end(), third.end()]);
});

test('a clock that jumps, forth or back, leaves one leader and strands nobody', async () => {
  const { openTab, pass, setClock } = createBrowser();
  const [first, second] = [openTab('a'), openTab('b', false)];
  await pass(1000);
  const leading = () => [first, second].filter((tab) => tab.isLeading()).length;
  for (const jumpMs of [3_600_000, -7_200_000, 86_400_000, -30 * 86_400_000]) {
    setClock(jumpMs);
    await pass(5000);
    expect(leading()).toBe(1);
  }
  // Its holder gone without a word, and the clock put back an hour: its end lies far ahead.
  first.crash();
  setClock(-3_600_000);
  await pass(12_000);
  expect(second.isLeading()).toBe(true);
  await second.end();
});

test('nothing of it stays when all have ended, and what others wrote there is no lease', async () => {
  const { openTab, pass, kept } = createBrowser();
  kept.set(`${name}.lead`, { tab: 7, untilMs: 'ever' });
  const tab = openTab('a', false);
  await pass(1000);
  expect(tab.isLeading()).toBe(true);
  await tab.end();
  expect(kept.get(`${name}.lead`)).toBe(null);
});

test('without a storage, or without a way to tell the others, each leads by itself', async () => {
  const { openTab, pass } = createBrowser({ isRefused: true });
  const tabs = [openTab('a'), openTab('b')];
  await pass(500);
  expect(tabs.map((tab) => tab.isLeading())).toEqual([true, true]);
  await Promise.all(tabs.map((tab) => tab.end()));

  const unused = null as never;
  const alone = createTabs({
    locks: undefined,
    loadLease: async () => leadByLease,
    Channel: undefined,
    document: unused,
    window: unused,
    storage: unused,
    timer: unused,
    now: unused,
    random: unused,
    tab: 'a',
  })(name, () => {}, new AbortController().signal);
  let isLeading = false;
  await alone.lead(async () => {
    isLeading = true;
  }, new AbortController().signal);
  alone.tell('nobody hears it');
  expect(isLeading).toBe(true);
});
