import type { Page } from 'playwright-core';
import { expect, test as plainTest } from 'vitest';
import { type PersonOptions, sharedBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type DeviceStock, deviceStock } from './devices.ts';

/** Long enough for a few polls of three seconds on a busy machine. */
const patienceMs = 12_000;

/**
 * The stage on which the browser tests play: a real Chromium for all files of a worker, one server per file (what calls cost is counted
 * by address, and all come from one), and as many people as a test asks for, each on a device of their own. A page that throws, or that the Content Security Policy stops, fails its test.
 */
export const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await sharedBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  // A page never meets a limit. A test in which someone says hundreds of things at once, which no page does, turns them off.
  .extend('rateLimits', { scope: 'file' }, (): string => 'on')
  // They end with the browser.
  .extend('stock', { scope: 'worker' }, ({ browser }): DeviceStock => deviceStock(browser))
  .extend('place', { scope: 'worker' }, () => ({ port: '0' }))
  .extend('server', { scope: 'file' }, async ({ rateLimits, place }, { onCleanup }): Promise<TestServer> => {
    // Two polls are to succeed before one is held: those are soon done.
    const settings = { RATE_LIMITS: rateLimits, POLL_INTERVAL_MS: '200' };
    // Where the one of the file before was, which the devices know; anywhere, should somebody else be there by now.
    const again = startTestServer({ ...settings, PORT: place.port });
    const server = await again.catch(() => startTestServer(settings));
    place.port = new URL(server.url).port;
    onCleanup(() => server.stop());
    return server;
  })
  .extend('newPage', ({ stock, server, task }, { onCleanup }) => {
    const { open, close, takeFaults, look } = pagesOf(stock, server);
    onCleanup(async () => {
      if (task.result?.state === 'fail') console.error(await look());
      await close();
      expect(takeFaults()).toEqual([]);
    });
    return open;
  });

/** Pages of this server's, and what has been wrong on them since one last asked. */
export function pagesOf(stock: DeviceStock, server: TestServer) {
  const pages: Page[] = [];
  const faults: string[] = [];
  return {
    async open(options: PersonOptions = {}): Promise<Page> {
      const page = await stock.take(server.url, options);
      page.setDefaultTimeout(patienceMs);
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (line) => {
        if (line.text().includes('Content Security Policy')) faults.push(line.text());
      });
      pages.push(page);
      return page;
    },
    /** What is on them, in words. */
    async look(): Promise<string> {
      const shown = pages.map(async (page) => {
        const words = page.locator('body').ariaSnapshot({ timeout: 2000 });
        const kept = page.evaluate(() => JSON.stringify({ ...localStorage }));
        const [shown, stored] = await Promise.all([words.catch(String), kept.catch(String)]);
        return `${page.url()}\n${shown}\n${stored.replace(/eyJ[\w.-]+/g, '…')}`;
      });
      return [...(await Promise.all(shown)), ...faults].join('\n\n');
    },
    async close(): Promise<void> {
      await Promise.all(pages.splice(0).map(stock.giveBack));
    },
    takeFaults: () => faults.splice(0),
  };
}
