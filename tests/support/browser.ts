import type { BrowserContextOptions, Page } from 'playwright-core';
import { installChromium } from './chromium.ts';
import { hasFastFolder } from './fast-folder.ts';
import { chromium } from './playwright.ts';

export interface PersonOptions extends Omit<BrowserContextOptions, 'viewport'> {
  width?: number;
  height?: number;
  /** Whether the page fetches, two seconds after it is there, what one may soon open; else it is on a device that saves data. */
  fetchesAhead?: boolean;
}

export interface TestBrowser {
  /** A page in a context of its own, as on a device of one's own: no storage or cookies shared with the others. */
  newPerson(options?: PersonOptions): Promise<Page>;
  close(): Promise<void>;
}

// Only what a test machine needs: no sandbox (it refuses root), no graphics card, no traffic that we did not ask for.
// Never the flags that the Chromium package offers: they turn off web security, and with it what we test.
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nobody sees these pages move: what only makes one smoother is left to the thread that is there.
  '--num-raster-threads=1',
  '--js-flags=--single-threaded',
];

let shared: Promise<TestBrowser> | undefined;

/** The one that all files of a worker use, each person in a context of their own; whoever ends the worker closes it. */
export function sharedBrowser(): Promise<TestBrowser> {
  shared ??= openBrowser();
  return shared;
}

/** A real headless Chromium with an empty profile. */
export async function openBrowser(): Promise<TestBrowser> {
  const { executablePath, env } = await installChromium();
  const browser = await chromium.launch({
    executablePath,
    args: flags,
    // What its processes share would be on the disk, as is right where memory for it is short.
    ignoreDefaultArgs: hasFastFolder() ? ['--disable-dev-shm-usage'] : [],
    env: { ...process.env, ...env },
  });
  return {
    async newPerson({ width = 1280, height = 800, fetchesAhead = false, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        locale: 'en-GB',
        // What it fetches passes by the routes of a test; those that are about it allow it.
        serviceWorkers: 'block',
        ...options,
      });
      if (!fetchesAhead) await context.addInitScript(saveData);
      return context.newPage();
    },
    close: () => browser.close(),
  };
}

/** Most tests open one or two things of many: to fetch all of them would be a seventh of what a page costs. */
function saveData(): void {
  Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
}
