import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { logIn, openOwnChat, pageOf, signUp } from './pages.ts';
import { test } from './stage.ts';
import { cutLine, goHome, hear, message, startChat as pressStart, sayOverHttp } from './steps.ts';

test('the link is copied; where the browser does not let the page copy, it stands there selected', async ({
  newPage,
}) => {
  const page = await newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await openOwnChat(page, newName('alice'));
  const copy = page.getByRole('button', { name: 'Copy invite link' }).first();
  // Looked for from before on: it goes by itself.
  const said = page.getByRole('status').getByText('Invite link copied').first().waitFor();
  await copy.click();
  await said;
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await copy.click();
  await page.getByLabel('Invite link', { exact: true }).waitFor();
  const selected = () => page.evaluate(() => getSelection()?.toString());
  await until(selected, { what: 'the link is selected', is: (text) => text === page.url() });
});

test('an address that leads nowhere says so, and a chat that does not exist is a friendly page, logged in or not', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  await page.goto('/no/such/page');
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  await page.goto('/chats/no-such-chat/');
  await page.getByRole('heading', { name: 'We can’t find this chat' }).waitFor();
  await page.getByLabel('Username').waitFor();
  await logIn(page, await signUpOverHttp(server, newName('alice')));
  await page.goto('/chats/no-such-chat/');
  await page.getByRole('heading', { name: 'We can’t find this chat' }).waitFor();
  await page.getByRole('link', { name: 'To the start page' }).click();
  await page.getByRole('button', { name: 'Start chatting' }).waitFor();
});

test('a chat that is closed or by invite only says so', async ({ newPage, server }) => {
  const owner = await signUpOverHttp(server, newName('alice'));
  const page = await newPage();
  await logIn(page, await signUpOverHttp(server, newName('carol')));
  for (const [policy, heading] of [
    ['closed', 'This chat is closed'],
    ['invite', 'This chat is by invite only'],
  ]) {
    const chat = await owner.post<{ uri: string }>('/api/chats/', { join_policy: policy });
    await page.goto(`/chats/${chat.body.uri}/`);
    await page.getByRole('heading', { name: heading }).waitFor();
  }
});

test('whoever is banned during the talk is told so and no longer reads along', async ({
  newPage,
  server,
}) => {
  const owner = await signUpOverHttp(server, newName('alice'));
  const chat = await owner.post<{ uri: string }>('/api/chats/');
  const path = `/chats/${chat.body.uri}/`;
  const carol = await signUpOverHttp(server, newName('carol'));
  const page = await pageOf(newPage, carol, path);
  await owner.delete(`/api${path}members/${carol.username}/?ban=1`);
  await page.getByRole('heading', { name: `You were removed by ${owner.username}` }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'You can’t join this chat' }).waitFor();
});

test('whoever is removed while the line is bad can still see the talk, until the line is back', async ({
  newPage,
  server,
}) => {
  const owner = await signUpOverHttp(server, newName('alice'));
  const chat = await owner.post<{ uri: string }>('/api/chats/');
  const path = `/chats/${chat.body.uri}/`;
  const carol = await signUpOverHttp(server, newName('carol'));
  const page = await pageOf(newPage, carol, path);
  const mendLine = await cutLine(page);
  await page.getByText('The server can’t be reached').waitFor();
  await owner.delete(`/api${path}members/${carol.username}/`);
  await page.getByRole('log').waitFor();
  await mendLine();
  await page.getByRole('heading', { name: `You were removed by ${owner.username}` }).waitFor();
});

test('back and forward move between the start page and the chats', async ({ newPage, server }) => {
  const page = await newPage();
  await signUp(page, newName('alice'));
  const path = await pressStart(page);
  await sayOverHttp(await personInChat(server, newName('bob'), path), path, ['Still here']);
  await hear(page, 'Still here');
  await page.goBack();
  await page.getByRole('heading', { name: 'Your chats' }).waitFor();
  await page.getByRole('link', { name: 'Still here' }).waitFor();
  await page.goForward();
  await message(page, 'Still here').waitFor();
  expect(new URL(page.url()).pathname).toBe(path);
  await goHome(page);
  await page.getByRole('heading', { name: 'Your chats' }).waitFor();
});
