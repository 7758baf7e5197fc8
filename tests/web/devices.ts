import type { Disposable, Page } from 'playwright-core';
import type { PersonOptions, TestBrowser } from '../support/browser.ts';
import { goingWhenSettled } from './settled.ts';

/**
 * Devices that one takes and gives back. More than a third of what a page costs is a renderer's start and compiling what the page before it has compiled: so an
 * ordinary device is emptied and given to whoever comes next, in the next file too, where its server has the address of the one before.
 */
export interface DeviceStock {
  /** A page on a device that keeps nothing of anybody, at this server. */
  take(baseURL: string, options?: PersonOptions): Promise<Page>;
  giveBack(page: Page): Promise<void>;
}

interface Device {
  page: Page;
  baseURL: string;
  /** Leaves nothing on it of whoever had it, or resolves with false; there is none where a device of another kind was asked for. */
  empty: (() => Promise<boolean>) | undefined;
}

const ordinary = { width: 1280, height: 800 };

/** Of the server, and without a script. */
const emptyPage = '/offline.html';

/** What tests listen to. */
const heard = ['request', 'requestfailed', 'requestfinished', 'response', 'dialog', 'console', 'pageerror'];

export function deviceStock(browser: TestBrowser): DeviceStock {
  const taken = new Map<Page, Device>();
  const free = new Set<Device>();
  const end = ({ page }: Device) => page.context().close();

  async function open(baseURL: string, options: PersonOptions): Promise<Device> {
    const page = await browser.newPerson({ baseURL, ...options });
    const empty = isOrdinary(options) ? await watch(page, baseURL) : undefined;
    return { page: goingWhenSettled(page), baseURL, empty };
  }
  async function reuse(baseURL: string, options: PersonOptions): Promise<Device | undefined> {
    // The one that was there last is the warmest.
    const device = isOrdinary(options) && [...free].findLast((it) => it.baseURL === baseURL);
    if (!device) return undefined;
    free.delete(device);
    await device.page.setViewportSize({ ...ordinary, ...options });
    return device;
  }
  return {
    async take(baseURL, options = {}) {
      const device = (await reuse(baseURL, options)) ?? (await open(baseURL, options));
      taken.set(device.page, device);
      return device.page;
    },
    async giveBack(page) {
      const device = taken.get(page);
      if (!device) throw new Error('Nobody has taken this page.');
      taken.delete(page);
      if (await device.empty?.().catch(() => false)) free.add(device);
      else await end(device);
    },
  };
}

function isOrdinary(options: PersonOptions): boolean {
  return Object.keys(options).every((name) => name in ordinary);
}

/** Takes note of what is done to a page; what it resolves with takes that back, as far as it can be. */
async function watch(page: Page, origin: string): Promise<() => Promise<boolean>> {
  const context = page.context();
  const { goto, addInitScript, clock } = page;
  const scripts: Disposable[] = [];
  let hasOwnTime = false;
  page.addInitScript = async (...script: Parameters<typeof addInitScript>) => {
    const added = await addInitScript.apply(page, script);
    scripts.push(added);
    return added;
  };
  Object.defineProperty(page, 'clock', {
    get() {
      hasOwnTime = true;
      return clock;
    },
  });
  const devTools = await context.newCDPSession(page);

  return async () => {
    if (hasOwnTime) return false;
    for (const tab of context.pages()) if (tab !== page) await tab.close();
    await Promise.all([page, context].map((it) => it.unrouteAll({ behavior: 'ignoreErrors' })));
    await Promise.all(scripts.splice(0).map((script) => script.dispose()));
    await context.setOffline(false);
    await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null });
    await goto.call(page, emptyPage);
    await page.evaluate(() => sessionStorage.clear());
    await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await devTools.send('Page.resetNavigationHistory');
    await context.clearCookies();
    await context.clearPermissions();
    for (const kind of heard) {
      await page.removeAllListeners(kind);
      await context.removeAllListeners(kind);
    }
    return true;
  };
}
