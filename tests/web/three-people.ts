import type { Page } from 'playwright-core';
import type { PersonOptions } from '../support/browser.ts';
import { type Person, signUp } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';
import { newName } from './stage.ts';
import { goLive, openChat } from './steps.ts';

export type NewPage = (options?: PersonOptions) => Promise<Page>;

interface Stage {
  server: TestServer;
  newPage: NewPage;
}

/** Someone with a page on which they are logged in. */
export interface Onlooker extends Person {
  page: Page;
}

/** Opens a chat as someone who signed up over HTTP, on a page of their own. */
export async function openAs(newPage: NewPage, person: Person, path: string): Promise<Onlooker> {
  const page = await newPage();
  const session = JSON.stringify({ token: person.token, user: person.user });
  await page.addInitScript((kept) => {
    if (!localStorage.getItem('holdline.session')) localStorage.setItem('holdline.session', kept);
  }, session);
  await openChat(page, path);
  return { ...person, page };
}

/** Alice owns a chat, bob and carol are in it; none of them has a page yet. */
export async function threeInChat({ server }: Stage) {
  const [alice, bob, carol] = await Promise.all(
    ['alice', 'bob', 'carol'].map((name) => signUp(server, newName(name))),
  );
  if (!alice || !bob || !carol) throw new Error('Somebody did not sign up.');
  const { body } = await alice.post<{ uri: string }>('/api/chats/');
  const path = `/chats/${body.uri}/`;
  for (const person of [bob, carol]) await person.patch(`/api${path}`, {});
  return { alice, bob, carol, path };
}

/** The same, all three looking at it, each page held by the server so that news comes at once. */
export async function threePages(stage: Stage) {
  const { alice, bob, carol, path } = await threeInChat(stage);
  const [hers, his, third] = await Promise.all(
    [alice, bob, carol].map((person) => openAs(stage.newPage, person, path)),
  );
  if (!hers || !his || !third) throw new Error('Somebody has no page.');
  await Promise.all([hers, his, third].map(({ page }) => goLive(page)));
  return { alice: hers, bob: his, carol: third, path };
}
