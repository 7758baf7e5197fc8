import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { until } from '../support/until.ts';

import { openOwnChat } from './pages.ts';
import { test } from './stage.ts';
import { message, openChat, password } from './steps.ts';

/** What is said of the element that has the focus; empty when none has it. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return '';
    const label = 'labels' in focused && focused.labels instanceof NodeList ? focused.labels[0] : null;
    return focused.getAttribute('aria-label') ?? (label ?? focused).textContent?.trim() ?? '';
  });
}

async function expectFocus(page: Page, name: string): Promise<void> {
  const what = `the focus is on ${JSON.stringify(name)}`;
  await until(() => focusedName(page), { what, is: (focused) => focused === name });
}

/** Moves on by Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < 25; steps++) {
    const focused = await focusedName(page);
    if (focused === name) return;
    passed.push(focused);
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never came to ${JSON.stringify(name)}, but to ${passed.join(' > ')}`);
}

test('the keyboard alone leads from the sign-up to a sent message and out again', async ({ newPage }) => {
  const page = await newPage();
  await page.goto('/');
  await page.getByLabel('Nickname').waitFor();
  // The first field has the focus already.
  await expectFocus(page, 'Nickname');
  await tabTo(page, 'Sign up');
  await page.keyboard.press('Enter');
  await expectFocus(page, 'Username');
  await page.keyboard.type(newName('alice'));
  await tabTo(page, 'Password');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Start chatting' }).waitFor();
  await tabTo(page, 'Start chatting');
  await page.keyboard.press('Enter');
  await page.getByRole('log').waitFor();
  await expectFocus(page, 'Message');
  await page.keyboard.type('By hand');
  await page.keyboard.press('Enter');
  await message(page, 'By hand').waitFor();
  await expectFocus(page, 'Message');
  await tabTo(page, 'Members and settings', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expectFocus(page, 'About this chat');
  await tabTo(page, 'Log out');
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await expectFocus(page, 'Username');
});

test('what has the focus is seen to have it', async ({ newPage }) => {
  const page = await newPage();
  await openOwnChat(page, newName('alice'));
  const outlines: string[] = [];
  for (let steps = 0; steps < 12; steps++) {
    await page.keyboard.press('Tab');
    outlines.push(
      ...(await page
        .locator(':focus')
        .evaluateAll((focused) => focused.map((it) => getComputedStyle(it).outlineStyle))),
    );
  }
  // Nothing has it while it is on the browser's own bar.
  expect(outlines.length).toBeGreaterThan(6);
  expect(outlines.filter((style) => style !== 'solid')).toEqual([]);
});

test('on a narrow screen the details open with the focus, and Escape gives it back', async ({ newPage }) => {
  const page = await newPage({ width: 320, height: 640 });
  const path = await openOwnChat(page, newName('alice'));
  await openChat(page, path);
  const button = page.getByRole('button', { name: 'Members and settings' });
  expect(await button.getAttribute('aria-expanded')).toBe('false');
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Members' }).waitFor();
  await expectFocus(page, 'About this chat');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Members' }).waitFor({ state: 'detached' });
  await expectFocus(page, 'Members and settings');
});
