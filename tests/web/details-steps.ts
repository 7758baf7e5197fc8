import type { Locator, Page } from 'playwright-core';
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import type { Look } from './kept-pages.ts';
import { openDetails } from './steps.ts';

/** A chat as someone sees it, with the details open. `look` brings them there. */
export async function enterDetails(look: Look, person: Person, path: string): Promise<Page> {
  const page = await look(person, path);
  await openDetails(page);
  return page;
}

/** A part of the details, by its heading. */
export async function openSection(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title, exact: true }).click();
}

export function member(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: name });
}

/** Opens what one may do about a member. */
export async function openOptions(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Options for ${name}`, exact: true }).click();
  // Exactly: the questions that the card may come to ask have the name in them as well.
  const card = page.getByRole('dialog', { name, exact: true });
  await card.waitFor();
  return card;
}

/** Waits until a part of the page has just these buttons. */
export async function hasButtons(part: Locator, expected: readonly string[]): Promise<void> {
  await until(() => buttonsIn(part), {
    what: `the buttons are ${expected.join(', ')}`,
    is: (names) => names.join() === expected.join(),
  });
}

/** The names of the buttons in a part of the page. */
async function buttonsIn(part: Locator): Promise<string[]> {
  const names = await part.getByRole('button').allInnerTexts();
  return names.map((name) => name.trim());
}
