import type { Locator, Page } from 'playwright-core';
import type { PersonOptions } from '../support/browser.ts';
import type { Person } from '../support/person.ts';
import { signUp } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';
import { newName } from './stage.ts';
import { message, openChat, personInChat, tellOnline } from './steps.ts';

/** Someone's page, logged in without the form: what a test is about begins in the chat. */
export async function pageOf(
  newPage: (options?: PersonOptions) => Promise<Page>,
  person: Person,
  path: string,
  options?: PersonOptions,
): Promise<Page> {
  const page = await newPage(options);
  const session = JSON.stringify({ token: person.token, user: person.user });
  await page.addInitScript((kept) => {
    if (!localStorage.getItem('holdline.session')) localStorage.setItem('holdline.session', kept);
  }, session);
  await openChat(page, path);
  return page;
}

/** Alice owns a chat, Bob and Carol are in it. */
export async function threeInChat(server: TestServer) {
  const alice = await signUp(server, newName('alice'));
  const { body } = await alice.post<{ uri: string }>('/api/chats/');
  const path = `/chats/${body.uri}/`;
  const bob = await personInChat(server, newName('bob'), path);
  const carol = await personInChat(server, newName('carol'), path);
  return { alice, bob, carol, path };
}

/** Says it over HTTP; tells its id. */
export async function said(person: Person, path: string, text: string): Promise<number> {
  const { body } = await person.post<{ id: number }>(`/api${path}messages/`, { message: text });
  return body.id;
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
