import type { Page } from 'playwright-core';
import { type Person, signUp } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';

/** Comes in with nothing but a name, by the form that stands there. */
export async function enterAs(page: Page, nickname: string): Promise<void> {
  await page.getByLabel('Nickname').fill(nickname);
  await page.getByLabel('Nickname').press('Enter');
}

/** A page on which this person is logged in already. */
export async function openAs(page: Page, person: Person, path = '/'): Promise<void> {
  const session = JSON.stringify({ token: person.token, user: person.user });
  await page.addInitScript((kept) => {
    // Once: whoever logs out stays logged out.
    if (sessionStorage.getItem('opened')) return;
    sessionStorage.setItem('opened', 'yes');
    localStorage.setItem('holdline.session', kept);
  }, session);
  await page.goto(path);
}

export async function showSection(page: Page, name: 'Chats' | 'People' | 'Rooms'): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

/** Someone with an account and a chat of this name, over HTTP. */
export async function ownerOf(
  server: TestServer,
  { username, chatName }: { username: string; chatName: string },
): Promise<{ owner: Person; path: string }> {
  const owner = await signUp(server, username);
  const { body } = await owner.post<{ uri: string }>('/api/chats/', { name: chatName });
  return { owner, path: `/chats/${body.uri}/` };
}
