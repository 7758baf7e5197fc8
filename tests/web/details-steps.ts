import type { Locator, Page } from 'playwright-core';
import { type Person, signUp } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { newName } from './stage.ts';
import { openDetails } from './steps.ts';
import { type NewPage, openAs } from './three-people.ts';

/** Alice owns the chat, Bob is in it, Carol has an account and is outside. */
export interface Cast {
  alice: Person;
  bob: Person;
  carol: Person;
  path: string;
}

export async function startCast(server: TestServer): Promise<Cast> {
  const sign = (name: string) => signUp(server, newName(name));
  const [alice, bob, carol] = await Promise.all([sign('alice'), sign('bob'), sign('carol')]);
  const chat = await alice.post<{ uri: string }>('/api/chats/');
  const path = `/chats/${chat.body.uri}/`;
  await bob.patch(`/api${path}`, {});
  return { alice, bob, carol, path };
}

/** Opens the chat as someone, on a page of their own. */
export async function enterAs(newPage: NewPage, person: Person, path: string): Promise<Page> {
  const { page } = await openAs(newPage, person, path);
  return page;
}

/** As `enterAs`, with the details open. */
export async function enterDetails(newPage: NewPage, person: Person, path: string): Promise<Page> {
  const page = await enterAs(newPage, person, path);
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
