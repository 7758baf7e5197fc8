import type { Page } from 'playwright-core';
import { expect, test as plainTest } from 'vitest';
import { type PersonOptions, sharedBrowser, type TestBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { settled } from './settled.ts';

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
  .extend('server', { scope: 'file' }, async ({ rateLimits }, { onCleanup }): Promise<TestServer> => {
    // Two polls are to succeed before one is held: those are soon done.
    const server = await startTestServer({ RATE_LIMITS: rateLimits, POLL_INTERVAL_MS: '200' });
    onCleanup(() => server.stop());
    return server;
  })
  .extend('newPage', ({ browser, server }, { onCleanup }) => {
    const { open, close, takeFaults } = pagesOf(browser, server);
    onCleanup(async () => {
      await close();
      expect(takeFaults()).toEqual([]);
    });
    return open;
  });

/** One may go elsewhere with what was just closed still on its way out of the history. */
function goingWhenSettled(page: Page): Page {
  const { goto, reload } = page;
  page.goto = async (...options) => {
    await settled(page);
    return goto.apply(page, options);
  };
  page.reload = async (...options) => {
    await settled(page);
    return reload.apply(page, options);
  };
  return page;
}

/** Pages of this server's, and what has been wrong on them since one last asked. */
export function pagesOf(browser: TestBrowser, server: TestServer) {
  const pages: Page[] = [];
  const faults: string[] = [];
  return {
    async open(options: PersonOptions = {}): Promise<Page> {
      const page = await browser.newPerson({ baseURL: server.url, ...options });
      page.setDefaultTimeout(patienceMs);
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (line) => {
        if (line.text().includes('Content Security Policy')) faults.push(line.text());
      });
      pages.push(page);
      return goingWhenSettled(page);
    },
    async close(): Promise<void> {
      await Promise.all(pages.map((page) => page.context().close()));
    },
    takeFaults: () => faults.splice(0),
  };
}
