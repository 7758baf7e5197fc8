import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import { holdBack } from './intercept.ts';
import { test } from './kept-pages.ts';
import { choose, editor, openMenu, said } from './message-steps.ts';
import { badge, composer, focusOn, goHome, message } from './steps.ts';

// Between two keys of a quick hand, and on a slow machine between any two, there is no time for a page to catch up. What
// is pressed here comes in one breath, before the page has painted.

/** What has the focus, by its label. */
const focusedLabel = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName);

test('a message taken in the hand again has the focus before anything can be typed, and gives it back', async ({
  threeInChat: { alice, path },
  look,
}) => {
  await said(alice, path, 'At sevn');
  const page = await look(alice, path);
  // Once, so that its code is there.
  await composer(page).press('ArrowUp');
  await editor(page).press('Escape');
  await editor(page).waitFor({ state: 'detached' });
  const field = await composer(page).elementHandle();
  const focused = await field?.evaluate(async (it) => {
    (it as HTMLElement).focus();
    it.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }));
    // Drawn, and not painted yet.
    for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    return document.activeElement?.closest('form')?.className;
  });
  expect(focused).toBe('edit');
  await page.keyboard.press('Escape');
  await until(() => composer(page).evaluate((it) => it === document.activeElement), {
    what: 'the composer has the focus again',
  });
});

test('“Edit” leads from the menu into the text, and the menu that closes does not take the focus away', async ({
  threeInChat: { alice, path },
  look,
}) => {
  await said(alice, path, 'At sevn');
  const page = await look(alice, path);
  // The second time all its code is there: then nothing else gives the menu time to close.
  for (let times = 0; times < 2; times += 1) {
    await choose(page, 'At sevn', 'Edit');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await until(() => focusedLabel(page), {
      what: 'one can write',
      is: (label) => label === 'What it is to say',
    });
    // Whatever was still to come has come.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    expect(await focusedLabel(page)).toBe('What it is to say');
    await editor(page).press('Escape');
    await until(() => focusedLabel(page), {
      what: 'the focus is back',
      is: (label) => label === 'Message actions',
    });
  }
});

test('a menu that is opened again while it closes is open', async ({ threeInChat: { bob, path }, look }) => {
  await said(bob, path, 'Look here');
  const page = await look(bob, path);
  const menu = await openMenu(page, 'Look here');
  await page.evaluate(() => {
    document.querySelector<HTMLDialogElement>('dialog[open]')?.close();
    document.querySelector<HTMLElement>('[aria-label="Message actions"]')?.click();
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await menu.waitFor();
  await page.keyboard.press('End');
  expect(await page.locator(':focus').innerText()).toBe('Delete');
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
});

test('what is opened from the head of a chat that is on its way stays open when the talk comes', async ({
  threeInChat: { bob, path },
  look,
}) => {
  await said(bob, path, 'Look here');
  const page = await look(bob, path);
  await goHome(page);
  const letCome = await holdBack(page, '**/messages/*');
  await page.locator(`a[href="${path}"]`).click();
  await page.getByText('Opening …').waitFor();
  await badge(page).click();
  const dialog = page.getByRole('dialog', { name: 'Connection' });
  await dialog.waitFor();
  letCome();
  await message(page, 'Look here').waitFor();
  expect(await dialog.isVisible()).toBe(true);
  expect(await dialog.locator(':focus').count()).toBe(1);
  await page.keyboard.press('Escape');
  await focusOn(badge(page), 'the badge');
});
