import type { Locator, Page } from 'playwright-core';
import type { PersonOptions } from '../support/browser.ts';
import { composer, message } from './steps.ts';

/** What fingers do on a phone. */
export const phone = { width: 390, height: 720, hasTouch: true, isMobile: true } satisfies PersonOptions;

interface Point {
  x: number;
  y: number;
}

/** One finger on the glass: where it is put down, drawn to, and lifted. */
export async function fingerOn(page: Page) {
  const glass = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    glass.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (at: Point) => touch('touchStart', [at]),
    move: (to: Point) => touch('touchMove', [to]),
    up: () => touch('touchEnd', []),
  };
}

/** Rests on something until its menu is open. */
export async function hold(page: Page, what: Locator): Promise<Locator> {
  await what.scrollIntoViewIfNeeded();
  const box = await what.boundingBox();
  if (!box) throw new Error('There is nothing to hold.');
  const finger = await fingerOn(page);
  await finger.down({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const menu = page.getByRole('menu');
  await menu.waitFor();
  await finger.up();
  return menu;
}

/** Holds a message, and taps one thing that can be done with it. */
export async function chooseByTouch(page: Page, text: string, item: string): Promise<void> {
  const menu = await hold(page, message(page, text).getByText(text, { exact: true }));
  await menu.getByRole('menuitem', { name: item, exact: true }).tap();
}

/** On the button of exactly this name. */
export async function tapOn(where: Page | Locator, name: string): Promise<void> {
  await where.getByRole('button', { name, exact: true }).tap();
}

export async function sayByTouch(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await tapOn(page, 'Send');
}

/** From an open chat to the list, which is a page of its own there. */
export async function goBackByTouch(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Back to your chats' }).tap();
  await page.getByRole('tab', { name: 'Chats' }).waitFor();
}

/** By the name of the chat that is open, over which the button for it is laid. */
export async function openDetailsByTouch(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('heading').tap({ force: true });
  await page.getByRole('heading', { name: /^(Members|The two of you)$/ }).waitFor();
}

/** The chat's row in the list. */
export function rowOf(page: Page, path: string): Locator {
  return page.getByRole('listitem').filter({ has: page.locator(`a[href="${path}"]`) });
}

/** From the list into a chat. */
export async function openByTouch(page: Page, path: string): Promise<void> {
  await rowOf(page, path).getByRole('link').tap();
  await page.getByRole('log').waitFor();
}
