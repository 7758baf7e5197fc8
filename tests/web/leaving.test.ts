import { expect } from 'vitest';
import { comeAsGuest, newName, ownerOf } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { logIn, openAs } from './pages.ts';
import { test } from './stage.ts';
import { fillForm, openChat } from './steps.ts';

test('a guest is asked before a log-out, told what it costs and offered an account', async ({
  newPage,
  server,
}) => {
  const name = newName('Greta');
  const page = await newPage();
  await openAs(page, await comeAsGuest(server, name));
  await page.getByRole('button', { name: 'Log out' }).click();
  const question = page.getByRole('dialog', { name: `Log out as ${name}?` });
  await question.getByText(`nobody can come back as ${name}`).waitFor();
  await question.getByRole('button', { name: 'Stay' }).click();
  await question.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Log out' }).click();
  await question.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('form', { name: 'Keep your place' }).waitFor();
  await page.getByRole('region', { name: 'Log out' }).getByRole('button', { name: 'Log out' }).click();
  await question.getByRole('button', { name: 'Log out' }).click();
  await page.getByLabel('Nickname').waitFor();
});

test('who left a chat and presses Back is told so, and joins again by a click alone', async ({
  newPage,
  server,
}) => {
  const { owner, path } = await ownerOf(server, 'Choir');
  const bob = await signUpOverHttp(server, newName('bob'));
  const page = await newPage();
  await openAs(page, bob);
  // A link that is opened joins, as ever.
  await openChat(page, path);
  await page.getByRole('button', { name: 'Members and settings' }).click();
  await page.getByRole('button', { name: 'Leave chat' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  await page.getByText('Pick a chat').waitFor();
  const members = async () => (await owner.get<{ member_count: number }>(`/api${path}`)).body.member_count;
  await page.goBack();
  await page.getByText('You left this chat.').waitFor();
  expect(await members()).toBe(1);
  await page.reload();
  await page.getByText('You are not in this chat.').waitFor();
  expect(await members()).toBe(1);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('log').waitFor();
  expect(await members()).toBe(2);
});

test('a tab that shows a chat joins it for nobody who logs in in another tab', async ({
  newPage,
  server,
}) => {
  const { owner, path } = await ownerOf(server, 'Choir');
  const [bob, carol] = [
    await signUpOverHttp(server, newName('bob')),
    await signUpOverHttp(server, newName('carol')),
  ];
  const shown = await newPage();
  await logIn(shown, bob);
  await openChat(shown, path);
  const other = await shown.context().newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'Log out' }).click();
  await fillForm(other, 'Log in', carol.username);
  await shown.getByText('You are not in this chat.').waitFor();
  const { body } = await owner.get<{ members: { username: string }[] }>(`/api${path}`);
  expect(body.members.map(({ username }) => username).sort()).toEqual([owner.username, bob.username].sort());
});
