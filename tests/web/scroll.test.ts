import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { until } from '../support/until.ts';
import { intercept } from './intercept.ts';
import { test as stage } from './kept-pages.ts';
import { readAll } from './message-steps.ts';
import { gone, hear, message, say, sayOverHttp, tellOnline } from './steps.ts';

// Hundreds of messages are said here at once, to have them.
const test = stage.extend('rateLimits', { scope: 'file' }, () => 'off');

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `Message ${from + index}`);

const distanceToBottom = (page: Page) =>
  page.getByRole('log').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);

const scrollTo = (page: Page, top: number) =>
  page.getByRole('log').evaluate((log, place) => {
    log.scrollTop = place;
  }, top);

/** Scrolls up once what is there has settled: a log that is still being laid out goes to its end once more, whoever has scrolled. */
async function reachForOlder(page: Page, top = 0): Promise<void> {
  let isAsked = false;
  page.on('request', (request) => {
    isAsked ||= request.url().includes('before=');
  });
  await until(() => scrollTo(page, top).then(() => isAsked), { what: 'older messages are asked for' });
}

/** Older messages wait until the function that it resolves with is called. */
async function holdOlder(page: Page): Promise<() => void> {
  let mayLoad = () => {};
  const allowed = new Promise<void>((resolve) => {
    mayLoad = resolve;
  });
  await intercept(page, '**/messages/?before=*', async (route) => {
    await allowed;
    await route.fallback();
  });
  return () => mayLoad();
}

/** Where a message stands on the screen. */
const placeOf = async (page: Page, text: string) =>
  (await message(page, text).boundingBox())?.y ?? Number.NaN;

test('whoever is at the bottom stays there when messages come', async ({
  ownChat: { page, path },
  server,
}) => {
  const bob = await personInChat(server, newName('bob'), path);
  await sayOverHttp(bob, path, numbered(1, 40));
  await hear(page, 'Message 40');
  await until(() => distanceToBottom(page), { what: 'the log is at its end', is: (px) => px < 2 });
  await sayOverHttp(bob, path, ['Message 41']);
  await hear(page, 'Message 41');
  await until(() => distanceToBottom(page), { what: 'the log is at its end', is: (px) => px < 2 });
  // What grows is told of later than that one has scrolled, which the log did by itself.
  await page.getByRole('log').evaluate((log) => {
    const last = log.firstElementChild?.lastElementChild;
    if (last instanceof HTMLElement) last.style.paddingBlockEnd = '100px';
    log.dispatchEvent(new Event('scroll'));
  });
  await until(() => distanceToBottom(page), { what: 'the log is at its end', is: (px) => px < 2 });
});

test('whoever reads further up stays at the line they read, and is told how many are new', async ({
  ownChat: { page, path },
  server,
}) => {
  const bob = await personInChat(server, newName('bob'), path);
  await sayOverHttp(bob, path, numbered(1, 40));
  await hear(page, 'Message 40');
  await until(() => distanceToBottom(page), { what: 'the log is at its end', is: (px) => px < 2 });
  await scrollTo(page, 300);
  const before = await placeOf(page, 'Message 12');
  await sayOverHttp(bob, path, ['New one', 'New two']);
  const pill = page.getByRole('button', { name: '2 new messages' });
  await tellOnline(page);
  await pill.waitFor();
  expect(await placeOf(page, 'Message 12')).toBe(before);
  await pill.click();
  await until(() => distanceToBottom(page), { what: 'the log is at its end', is: (px) => px < 2 });
  await gone(pill);
});

test('the way back to the newest goes when all of a short talk is in view', async ({
  ownChat: { page, path },
  server,
}) => {
  await sayOverHttp(await personInChat(server, newName('bob'), path), path, numbered(1, 10));
  await hear(page, 'Message 10');
  await page.setViewportSize({ width: 1280, height: 400 });
  const pill = page.getByRole('button', { name: 'Back to the newest' });
  // The log goes to its end once more in the frame after it has become lower.
  const scrollUp = async () => {
    await scrollTo(page, 0);
    return pill.isVisible();
  };
  await until(scrollUp, { what: 'there is a way back to the newest' });
  await page.setViewportSize({ width: 1280, height: 1200 });
  await gone(pill);
  // Where the system paints all grounds alike, a line is around what one said, and below the chosen tab alone.
  await page.emulateMedia({ forcedColors: 'active' });
  const lineOf = (what: Locator) => what.evaluate((it) => getComputedStyle(it).borderBlockEndColor);
  const [chosen, other] = ['Chats', 'Rooms'].map((name) => page.getByRole('tab', { name }));
  if (chosen && other) expect(await lineOf(chosen)).not.toBe(await lineOf(other));
  const bubble = page.locator('.bubble').first();
  expect(await bubble.evaluate((it) => getComputedStyle(it).borderTopWidth)).not.toBe('0px');
  await page.emulateMedia({ forcedColors: null });
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('sending brings one back to the bottom', async ({ ownChat: { page, path }, server }) => {
  await sayOverHttp(await personInChat(server, newName('bob'), path), path, numbered(1, 40));
  await hear(page, 'Message 40');
  await scrollTo(page, 0);
  await say(page, 'Here I am');
  await until(() => distanceToBottom(page), { what: 'the log is at its end', is: (px) => px < 2 });
});

test('older messages load page by page, and the reader keeps the place', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await sayOverHttp(bob, path, numbered(1, 250));
  await readAll(alice, path);
  const page = await look(alice, path);
  await message(page, 'Message 250').waitFor();
  const mayLoad = await holdOlder(page);
  await reachForOlder(page, 200);
  await message(page, 'Message 151').waitFor();
  expect(await message(page, 'Message 150').count()).toBe(0);
  const before = await placeOf(page, 'Message 160');
  // Nobody asks for them: one came near the first line.
  mayLoad();
  // The last of the hundred: the first is far above what is in view, and no longer drawn when one looks late.
  await message(page, 'Message 150').waitFor();
  expect(Math.abs((await placeOf(page, 'Message 160')) - before)).toBeLessThan(2);
  await scrollTo(page, 0);
  await message(page, 'Message 50').waitFor();
  await scrollTo(page, 0);
  await message(page, 'Message 1').waitFor();
  await page.getByText('This is where the chat begins.').waitFor();
  await gone(page.getByRole('button', { name: 'Show older messages' }));
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await message(page, 'Message 250').waitFor();
  await until(() => distanceToBottom(page), { what: 'the log is at its end', is: (px) => px < 2 });
});

test('by keyboard a button loads what is older, and after a failure it is the way on', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await sayOverHttp(bob, path, numbered(1, 120));
  await readAll(alice, path);
  const page = await look(alice, path);
  const end = await intercept(page, '**/messages/?before=*', (route) => route.abort());
  await reachForOlder(page);
  await page.getByRole('alert').getByText('can’t be reached').waitFor();
  end();
  const older = page.getByRole('button', { name: 'Show older messages' });
  await older.focus();
  await page.keyboard.press('Enter');
  await message(page, 'Message 1').waitFor();
  await gone(page.getByText('can’t be reached'));
  // What is far away is not drawn, but for paper.
  await scrollTo(page, 1e6);
  const drawn = () => page.locator('.message').count();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await until(drawn, { what: 'all is drawn to be printed', is: (count) => count === 120 });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await until(drawn, { what: 'what is far away is let go again', is: (count) => count < 120 });
});

test('the log is a polite live region that is silent while older messages load', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await sayOverHttp(bob, path, numbered(1, 120));
  await readAll(alice, path);
  const page = await look(alice, path);
  const politeness = () => page.getByRole('log').getAttribute('aria-live');
  expect(await politeness()).toBe('polite');
  await reachForOlder(page);
  await message(page, 'Message 1').waitFor();
  expect(await politeness()).toBe('off');
  await until(politeness, { what: 'the log is polite again', is: (value) => value === 'polite' });
});
