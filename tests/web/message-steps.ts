import type { Locator, Page } from 'playwright-core';
import type { Person } from '../support/person.ts';
import { message, tellOnline } from './steps.ts';

/** Says it over HTTP; tells its id. */
export async function said(person: Person, path: string, text: string): Promise<number> {
  const { body } = await person.post<{ id: number }>(`/api${path}messages/`, { message: text });
  return body.id;
}

/** All that was said so far is read: the chat opens at its end. */
export async function readAll(person: Person, path: string): Promise<void> {
  await person.put(`/api${path}read/`, { message_id: Number.MAX_SAFE_INTEGER });
}

/** Opens what one can do with a message. */
export async function openMenu(page: Page, text: string): Promise<Locator> {
  const row = message(page, text);
  await row.hover();
  await row.getByRole('button', { name: 'Message actions' }).click();
  const menu = page.getByRole('menu', { name: 'Message actions' });
  await menu.waitFor();
  return menu;
}

export async function choose(page: Page, text: string, item: string): Promise<void> {
  const menu = await openMenu(page, text);
  await menu.getByRole('menuitem', { name: item, exact: true }).click();
}

/** The reactions of one emoji to a message. */
export function reaction(page: Page, text: string, emoji: string): Locator {
  return message(page, text).getByRole('button', { name: new RegExp(`^${emoji} `) });
}

/** Waits until a page shows something, without waiting for its next poll. */
export async function seeSoon(page: Page, what: Locator, state: 'visible' | 'detached' = 'visible') {
  await tellOnline(page);
  await what.waitFor({ state });
}

export function editor(page: Page): Locator {
  return page.getByRole('textbox', { name: 'What it is to say' });
}
