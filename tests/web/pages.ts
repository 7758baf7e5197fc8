import type { Page } from 'playwright-core';
import type { PersonOptions } from '../support/browser.ts';
import { type Guest, pageAt, threeInChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';
import { goLive, openChat, password } from './steps.ts';

/** How the people of tests/support/people.ts come to their pages: each is logged in when it is opened, which costs one load. */

export type NewPage = (options?: PersonOptions) => Promise<Page>;

/** Whatever is opened on this page next is opened by this person. */
export async function logIn(page: Page, { token, user }: Guest): Promise<void> {
  await page.addInitScript((kept) => {
    // Once: whoever logs out stays logged out, and who has become somebody else stays that.
    if (sessionStorage.getItem(kept)) return;
    sessionStorage.setItem(kept, 'was logged in');
    localStorage.setItem('holdline.session', kept);
  }, JSON.stringify({ token, user }));
}

/** Opens an address of the page as someone; the start page is waited for. */
export async function openAs(page: Page, person: Guest, path = '/'): Promise<void> {
  await logIn(page, person);
  await page.goto(path);
  if (path === '/') await page.getByRole('button', { name: 'Start chatting' }).waitFor();
}

/** A chat as someone sees it who is in it, or has its link. */
export async function pageOf(
  newPage: NewPage,
  person: Guest,
  path: string,
  options?: PersonOptions,
): Promise<Page> {
  const page = await newPage(options);
  await logIn(page, person);
  await openChat(page, path);
  return page;
}

/** Someone new, logged in on the start page. Where the form is the point, there is `fillForm`. */
export async function signUp(page: Page, username: string): Promise<void> {
  const data = { username, password };
  await page.request.post('/auth/users/', { data });
  await openAs(page, await (await page.request.post('/auth/jwt/create/', { data })).json());
}

/** Someone new, who looks at a chat of their own that they have just started; tells its path. Nobody else is in it. */
export async function openOwnChat(page: Page, username: string): Promise<string> {
  const data = { username, password };
  await page.request.post('/auth/users/', { data });
  const session: Guest = await (await page.request.post('/auth/jwt/create/', { data })).json();
  const headers = { Authorization: `JWT ${session.token}` };
  const path = pageAt(await (await page.request.post('/api/chats/', { data: {}, headers })).json());
  await logIn(page, session);
  await openChat(page, path);
  return path;
}

/** Someone with a page on which they are logged in. */
export interface Onlooker extends Person {
  page: Page;
}

/** Three in a chat, all looking at it, each page held by the server so that news comes at once. */
export async function threePages({ server, newPage }: { server: TestServer; newPage: NewPage }) {
  const { alice, bob, carol, path } = await threeInChat(server);
  const look = async (person: Person): Promise<Onlooker> => {
    const page = await pageOf(newPage, person, path);
    await goLive(page);
    return { ...person, page };
  };
  const [hers, his, third] = await Promise.all([look(alice), look(bob), look(carol)]);
  return { alice: hers, bob: his, carol: third, path };
}
