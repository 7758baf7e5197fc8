import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { newName, ownerOf } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { showSection } from './entry-steps.ts';
import { openAs } from './pages.ts';
import { test } from './stage.ts';
import { goLive, gone, hear, message, say } from './steps.ts';

const people = (page: Page) => page.getByRole('list', { name: 'People' });
const rowOf = (page: Page, name: string) => people(page).getByRole('listitem').filter({ hasText: name });
/** The way into the private chat. */
const entryOf = (page: Page, name: string) => rowOf(page, name).getByRole('button').first();
const chats = (page: Page) => page.getByRole('list', { name: 'Your chats' });

test('a click on a person opens a private chat that appears at the other’s at once, and at nobody else’s', async ({
  newPage,
  server,
}) => {
  const [alice, bob, carol] = [
    await signUp(server, newName('alice')),
    await signUp(server, newName('bob')),
    await signUp(server, newName('carol')),
  ];
  const [desk, others, outside] = [await newPage(), await newPage(), await newPage()];
  await Promise.all([openAs(desk, alice), openAs(others, bob), openAs(outside, carol)]);
  await Promise.all([desk, others, outside].map(goLive));

  await showSection(desk, 'People');
  await desk.getByLabel('Search people').fill(bob.username.slice(0, -1));
  const entry = entryOf(desk, bob.username);
  await entry.getByRole('img', { name: 'online' }).waitFor();
  await entry.click();
  await desk.getByRole('heading', { name: bob.username }).waitFor();
  await say(desk, 'Between us');
  const arrived = chats(others).getByRole('link', { name: alice.username });
  await arrived.getByLabel('1 unread message').waitFor();
  await showSection(others, 'People');
  await entryOf(others, alice.username).getByLabel('1 unread message').waitFor();
  await showSection(others, 'Chats');
  await arrived.click();
  await message(others, 'Between us').waitFor();
  await others.getByRole('heading', { name: alice.username }).waitFor();
  await others.getByText('Private chat · online').waitFor();
  for (const page of [desk, others]) expect(await page.getByText(/\d members?|joined/).count()).toBe(0);
  // By the name alone, on both sides, whoever of the two began.
  await chats(others).getByText(alice.username, { exact: true }).waitFor();
  await showSection(desk, 'Chats');
  await chats(desk).getByText(bob.username, { exact: true }).waitFor();
  await arrived.getByLabel(/unread/).waitFor({ state: 'detached' });
  // Below what was read, and on the way to being read nothing.
  const seen = desk.getByRole('listitem').filter({ hasText: /^Seen$/ });
  await seen.waitFor();
  expect(await seen.getAttribute('aria-live')).toBe('off');
  expect(await others.getByText('Seen', { exact: true }).count()).toBe(0);
  await say(others, 'I see');
  await hear(desk, 'I see');
  // What comes after it has come to Carol, and it has not.
  expect(await outside.getByText('No chats yet.').isVisible()).toBe(true);
  await carol.post('/api/chats/', { name: 'Choir' });
  await chats(outside).getByRole('link', { name: 'Choir' }).waitFor();
  expect(await chats(outside).getByRole('listitem').count()).toBe(1);
});

test('the search asks the server, and whom it finds one may block, and lift it, on the spot', async ({
  newPage,
  server,
}) => {
  const alice = await signUp(server, newName('alice'));
  const wanda = await signUp(server, newName('w'), { display_name: newName('Wanda Fuchs') });
  const page = await newPage();
  await openAs(page, alice);
  await showSection(page, 'People');
  await page.getByLabel('Search people').fill('wanda');
  const name = wanda.user.display_name;
  const row = rowOf(page, name);
  const options = row.getByRole('button', { name: `Options for ${name}` });
  await options.waitFor();
  await gone(rowOf(page, 'bob'));
  // By the keyboard alone: the focus stays with the person.
  await options.press('Enter');
  await page
    .getByRole('dialog', { name, exact: true })
    .getByRole('button', { name: 'Block …' })
    .press('Enter');
  const question = page.getByRole('dialog', { name: `Block ${name}?` });
  await question.getByRole('button', { name: 'Block', exact: true }).press('Enter');
  const lift = row.getByRole('button', { name: `Unblock ${name}` });
  await lift.waitFor();
  await row.getByText('blocked', { exact: true }).waitFor();
  expect((await alice.get<{ count: number }>('/api/blocks/')).body.count).toBe(1);
  await page.keyboard.press('Enter');
  await options.waitFor();
  await gone(row.getByText('blocked', { exact: true }));
  expect((await alice.get<{ count: number }>('/api/blocks/')).body.count).toBe(0);
  await page.getByLabel('Search people').fill('nobody-like-this');
  await page.getByText('Nobody here is called “nobody-like-this”.').waitFor();
});

test('a server that keeps its people to itself says so quietly', async ({ browser }) => {
  const server = await startTestServer({ RATE_LIMITS: 'on', USER_DIRECTORY: 'off' });
  onTestFinished(() => server.stop());
  const page = await browser.newPerson({ baseURL: server.url });
  onTestFinished(() => page.context().close());
  await openAs(page, await signUp(server, 'alice'));
  await showSection(page, 'People');
  await page.getByText('This server keeps its people to itself.').waitFor();
  expect(await page.getByRole('alert').getByText(/./).count()).toBe(0);
});

test('the list stands beside the open chat on a wide screen, and the chat covers it on a narrow one', async ({
  newPage,
  server,
}) => {
  const { owner, path } = await ownerOf(server, 'Sunday walk');
  await owner.post('/api/chats/', { name: 'Choir' });
  const bob = await signUp(server, newName('bob'));
  await bob.patch(`/api${path}`, {});
  const [wide, narrow] = [await newPage(), await newPage({ width: 400, height: 800 })];
  await Promise.all([openAs(wide, owner, path), openAs(narrow, owner, path)]);
  await Promise.all([wide, narrow].map((page) => page.getByRole('log').waitFor()));
  expect(await chats(wide).isVisible()).toBe(true);
  await gone(chats(narrow));
  expect(await wide.getByRole('link', { name: 'Back to your chats' }).isVisible()).toBe(false);
  const open = chats(wide).getByRole('link', { name: 'Sunday walk' });
  expect(await open.getAttribute('aria-current')).toBe('page');

  await narrow.getByRole('link', { name: 'Back to your chats' }).click();
  await chats(narrow).getByRole('link', { name: 'Sunday walk' }).waitFor();
  await gone(narrow.getByRole('log'));

  // Now that neither of Alice's devices shows it, which would read it.
  await chats(wide).getByRole('link', { name: 'Choir' }).click();
  await wide.getByRole('heading', { name: 'Choir' }).waitFor();
  await bob.post(`/api${path}messages/`, { message: 'Meet at nine' });
  await open.getByLabel('1 unread message').waitFor();
  expect(await chats(wide).getByRole('link').first().getAttribute('href')).toBe(path);

  await narrow.setViewportSize({ width: 1280, height: 800 });
  await narrow.getByText('Pick a chat').waitFor();
});
