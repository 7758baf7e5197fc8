import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { openOwnChat } from './pages.ts';
import { test } from './stage.ts';
import { badge, cutLine, gone } from './steps.ts';

test('a device that is given back is the next one’s, and nothing of whoever had it is on it', async ({
  stock,
  server,
}) => {
  const page = await stock.take(server.url, { width: 400 });
  await openOwnChat(page, newName('alice'));
  await cutLine(page);
  await page.addInitScript(() => Reflect.set(window, 'stubbed', true));
  const tab = await page.context().newPage();
  await page.context().grantPermissions(['notifications']);
  await page.context().addCookies([{ name: 'language', value: 'de', url: server.url }]);
  await page.context().setOffline(true);
  await page.evaluate(async () => {
    sessionStorage.setItem('kept', 'here');
    await new Promise((resolve) => {
      indexedDB.open('kept').onsuccess = resolve;
    });
  });
  await stock.giveBack(page);

  expect(await stock.take(server.url)).toBe(page);
  expect(tab.isClosed()).toBe(true);
  await page.goto('/');
  await page.getByLabel('Nickname').waitFor();
  const left = await page.evaluate(async () => ({
    session: localStorage.getItem('holdline.session'),
    kept: sessionStorage.length,
    databases: await indexedDB.databases(),
    stubbed: Reflect.get(window, 'stubbed'),
    permission: Notification.permission,
    // The empty page and this one.
    entries: history.length,
    width: innerWidth,
  }));
  expect(left).toEqual({
    session: null,
    kept: 0,
    databases: [],
    stubbed: undefined,
    permission: 'denied',
    entries: 2,
    width: 1280,
  });
  expect(await page.context().cookies()).toEqual([]);
  // Nothing cuts its line.
  await openOwnChat(page, newName('bob'));
  await badge(page).waitFor();
  await gone(page.getByText('The server can’t be reached'));

  await page.clock.setFixedTime(0);
  await stock.giveBack(page);
  expect(page.isClosed()).toBe(true);
});
