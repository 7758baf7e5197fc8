import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { until } from '../support/until.ts';
import { openOwnChat } from './pages.ts';
import { test } from './stage.ts';
import { countPolls, goLive, message, openChat, say, sayOverHttp } from './steps.ts';

// On plain http a browser has no Web Locks, and six connections for all its tabs.

const withoutLocks = (page: Page) =>
  page.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));

/** Polls of a page that the server holds now. */
function countHeld(page: Page): () => number {
  const held = new Set<Request>();
  page.on('request', (request) => {
    if (request.url().includes('/api/events/') && request.url().includes('wait=')) held.add(request);
  });
  page.on('requestfinished', (request) => held.delete(request));
  page.on('requestfailed', (request) => held.delete(request));
  return () => held.size;
}

test('of six tabs on plain http one holds a poll and sends for all, and the page loads on', async ({
  newPage,
  server,
}) => {
  const first = await newPage();
  await withoutLocks(first);
  const path = await openOwnChat(first, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  const tabs = [first];
  const held = [countHeld(first)];
  const sent: string[] = [];
  const watchSends = (page: Page) =>
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/messages/')) sent.push(request.url());
    });
  watchSends(first);
  await goLive(first);
  for (let more = 1; more < 6; more += 1) {
    const tab = await first.context().newPage();
    await withoutLocks(tab);
    held.push(countHeld(tab));
    watchSends(tab);
    await openChat(tab, path);
    tabs.push(tab);
  }
  const last = tabs.at(-1) ?? first;
  await goLive(last);
  await until(() => held.map((count) => count()).join(), {
    what: 'the tab that was opened last alone holds a poll',
    is: (counts) => counts === '0,0,0,0,0,1',
  });
  // What is said from one that does not lead is sent once, by the one that does; all six show it, and what bob says.
  await say(first, 'From the first');
  await sayOverHttp(bob, path, ['From Bob']);
  for (const tab of tabs)
    for (const text of ['From the first', 'From Bob']) {
      await message(tab, text).getByRole('img').waitFor();
      expect(await message(tab, text).count()).toBe(1);
    }
  expect(sent).toHaveLength(1);
  const { body } = await bob.get<{ messages: unknown[] }>(`/api${path}messages/`);
  expect(body.messages).toHaveLength(2);
});

test('when the tab that leads closes another goes on, and what it had not sent is sent', async ({
  newPage,
  server,
}) => {
  const first = await newPage();
  await withoutLocks(first);
  const path = await openOwnChat(first, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  const second = await first.context().newPage();
  await withoutLocks(second);
  await openChat(second, path);
  await goLive(second);
  const others = countPolls(first);
  await sayOverHttp(bob, path, ['While the second leads']);
  await message(first, 'While the second leads').waitFor();
  expect(others()).toBe(0);
  await first.context().setOffline(true);
  await say(second, 'Not sent yet');
  await message(second, 'Not sent yet').waitFor();
  await second.close();
  await first.context().setOffline(false);
  await message(first, 'Not sent yet').getByRole('img').waitFor();
  await sayOverHttp(bob, path, ['Now the first leads']);
  await message(first, 'Now the first leads').waitFor();
  expect(others()).toBeGreaterThan(0);
});

test('a tab that nobody looks at lets go of its poll, and asks now and then', async ({ newPage }) => {
  const page = await newPage();
  await withoutLocks(page);
  const held = countHeld(page);
  await openOwnChat(page, newName('alice'));
  await goLive(page);
  await until(held, { what: 'a poll is held', is: (count) => count === 1 });
  const show = (state: 'visible' | 'hidden') =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await show('hidden');
  await until(held, { what: 'it is let go', is: (count) => count === 0 });
  await page.getByRole('button', { name: /^Connection: every/ }).waitFor();
  await show('visible');
  await until(held, { what: 'a poll is held again', is: (count) => count === 1 });
});
