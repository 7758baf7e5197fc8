import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { anonymous, type Person, signUp as signUpOverHttp } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';
import { logIn, openAs } from './pages.ts';
import { openSettings, part } from './settings-steps.ts';
import { test } from './stage.ts';
import { composer, focusOn, gone, message, openChat, password, say, tellOnline } from './steps.ts';

async function comeAsGuest(server: TestServer, nickname: string): Promise<Pick<Person, 'token' | 'user'>> {
  const { body } = await anonymous(server).post<Pick<Person, 'token' | 'user'>>('/auth/guests/', {
    nickname,
  });
  return body;
}

test('a guest becomes an account and stays in the talk, in every tab, with what was being written', async ({
  newPage,
  server,
}) => {
  const guest = await comeAsGuest(server, newName('Greta'));
  const bob = await signUpOverHttp(server, newName('bob'));
  const { body: chat } = await bob.post<{ uri: string }>('/api/chats/', {});
  const path = `/chats/${chat.uri}/`;
  const page = await newPage();
  await openAs(page, guest);
  const tab = await page.context().newPage();
  await openChat(tab, path);
  await say(tab, 'Said as a guest');
  await message(tab, 'Said as a guest').getByRole('img').waitFor();
  await composer(tab).fill('Half a thought');
  // Neither of the two may show the way in for a moment.
  for (const it of [page, tab]) await it.evaluate(watchForWayIn);

  await openSettings(page);
  await page.evaluate(watchForWayIn);
  const form = part(page, 'Keep your place');
  await form.getByLabel('Username').fill(bob.username);
  await form.getByLabel('Password', { exact: true }).fill('1234');
  await form.getByRole('button', { name: 'Make an account' }).click();
  await form.getByText('Somebody has this name already.').waitFor();
  const username = newName('greta');
  await form.getByLabel('Username').fill(username);
  await form.getByLabel('Password', { exact: true }).fill(password);
  await form.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('status').getByText(`Your username is ${username}.`).waitFor();
  await part(page, 'Password').waitFor();
  await gone(page.getByText('Keep your place'));
  expect((await bob.get('/auth/me/', { token: guest.token })).status).toBe(401);

  await say(tab, 'Said with an account');
  await message(tab, 'Said with an account').getByRole('img').waitFor();
  for (const it of [page, tab])
    expect(await it.evaluate(() => document.body.dataset.sawWayIn)).toBe(undefined);
  const login = await bob.post<{ user: { id: number } }>(
    '/auth/jwt/create/',
    { username, password },
    { token: null },
  );
  expect(login.body.user.id).toBe(guest.user.id);
});

test('a guest deletes everything about themselves without a password', async ({ newPage, server }) => {
  const guest = await comeAsGuest(server, newName('Gast'));
  const bob = await signUpOverHttp(server, newName('bob'));
  const { body: chat } = await bob.post<{ uri: string }>('/api/chats/', {});
  const [page, bobs] = [await newPage(), await newPage()];
  await logIn(page, guest);
  await openChat(page, `/chats/${chat.uri}/`);
  await say(page, 'I was never here');
  await message(page, 'I was never here').getByRole('img').waitFor();
  await logIn(bobs, bob);
  await openChat(bobs, `/chats/${chat.uri}/`);
  await openSettings(page);
  await page.getByText('A guest who logs out can’t come back.').waitFor();
  expect(await page.getByRole('button', { name: 'Log out everywhere' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Leave for good' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('Current password').count()).toBe(0);
  await dialog.getByText(`nobody can come back as ${guest.user.display_name}`).waitFor();
  await dialog.getByRole('button', { name: 'Make an account' }).click();
  await focusOn(part(page, 'Keep your place').getByLabel('Username'), 'the name of the account');
  await page.getByRole('button', { name: 'Leave for good' }).click();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor({ state: 'detached' });
  await tellOnline(bobs);
  await message(bobs, 'I was never here').getByText('Deleted user').waitFor();
});

/** Leaves a mark on the page when a field for a username shows beside no settings. Runs in the browser. */
function watchForWayIn(): void {
  new MutationObserver(() => {
    const isWayIn = document.querySelector('.account-form') !== null;
    if (isWayIn) document.body.dataset.sawWayIn = 'true';
  }).observe(document.body, { childList: true, subtree: true });
}
