import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { comeAsGuest, newName, ownerOf, personInChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { seeSoon } from './message-steps.ts';
import { openAs, pageOf } from './pages.ts';
import { part } from './settings-steps.ts';
import { test } from './stage.ts';
import { composer, focusOn, gone, hear, message, openChat, password } from './steps.ts';
import { chooseByTouch, goBackByTouch, phone, sayByTouch, tapOn } from './touch-steps.ts';

const people = (page: Page) => page.getByRole('list', { name: 'People' }).getByRole('listitem');

async function findPeople(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: 'People' }).tap();
  await page.getByLabel('Search people').fill(name);
}

test('a guest on a phone is asked before going for good, reads what is lost, and takes the account that is offered', async ({
  newPage,
  server,
}) => {
  const { owner: alice, path } = await ownerOf(server, 'Choir');
  const greta = await comeAsGuest(server, newName('Greta'));
  const [alices, gretas] = await Promise.all([
    pageOf(newPage, alice, path),
    pageOf(newPage, greta, path, phone),
  ]);
  await sayByTouch(gretas, 'I stay');
  await hear(alices, 'I stay');

  await goBackByTouch(gretas);
  await tapOn(gretas, 'Log out');
  const name = greta.user.display_name;
  const question = gretas.getByRole('dialog', { name: `Log out as ${name}?` });
  await question.getByText(`nobody can come back as ${name}`).waitFor();
  await tapOn(question, 'Stay');
  await gone(question);
  await gretas.getByRole('link', { name: `${name}: settings` }).tap();
  await tapOn(gretas, 'Leave for good');
  const end = gretas.getByRole('dialog', { name: 'Leave for good?' });
  await end.getByText(`nobody can come back as ${name}`).waitFor();
  expect(await end.getByLabel('Current password').count()).toBe(0);
  await tapOn(end, 'Make an account');
  const form = part(gretas, 'Keep your place');
  await focusOn(form.getByLabel('Username'), 'the name of the account');
  const username = newName('greta');
  await form.getByLabel('Username').fill(username);
  await form.getByLabel('Password', { exact: true }).fill(password);
  await tapOn(form, 'Make an account');
  await gretas.getByText(`You now have an account. Your username is ${username}.`).waitFor();
  await openChat(gretas, path);
  await sayByTouch(gretas, 'And here I am');
  await hear(alices, 'And here I am');
  await message(alices, 'And here I am').getByText(name, { exact: true }).waitFor();
});

test('a guest who goes all the same takes their name along, and leaves what they said', async ({
  newPage,
  server,
}) => {
  const { owner: alice, path } = await ownerOf(server, 'Choir');
  const hugo = await comeAsGuest(server, newName('Hugo'));
  const [alices, hugos] = await Promise.all([
    pageOf(newPage, alice, path),
    pageOf(newPage, hugo, path, phone),
  ]);
  await sayByTouch(hugos, 'I was never here');
  await hear(alices, 'I was never here');
  await hugos.goto('/settings/');
  await tapOn(hugos, 'Leave for good');
  await tapOn(hugos.getByRole('dialog'), 'Delete for good');
  await hugos.getByLabel('Nickname').waitFor();
  await seeSoon(alices, message(alices, 'I was never here').getByText('Deleted user'));
  // In the notices, too.
  for (const what of ['joined', 'left']) await alices.getByText(`Deleted user ${what}`).waitFor();
  expect(await alices.getByText(hugo.user.display_name).count()).toBe(0);
});

test('guests are found in their order by who shares a chat with them, and by no stranger; one of them is blocked by touch', async ({
  newPage,
  server,
}) => {
  const { owner: alice, path } = await ownerOf(server, 'Choir');
  const bob = await personInChat(server, newName('bob'), path);
  const carol = await signUp(server, newName('carol'));
  const guest = newName('Gast');
  const [tenth, second] = [await comeAsGuest(server, `${guest} 10`), await comeAsGuest(server, `${guest} 2`)];
  const [alices, bobs, tenths, seconds] = await Promise.all([
    pageOf(newPage, alice, path),
    pageOf(newPage, bob, path, phone),
    pageOf(newPage, tenth, path),
    pageOf(newPage, second, path, phone),
  ]);
  const carols = await newPage(phone);
  await openAs(carols, carol);
  await sayByTouch(seconds, 'Buy my carpets');
  await hear(bobs, 'Buy my carpets');

  await findPeople(carols, guest);
  await carols.getByText(`Nobody here is called “${guest}”.`).waitFor();
  await findPeople(carols, bob.username);
  await people(carols).getByText(bob.username).waitFor();
  await goBackByTouch(bobs);
  await findPeople(bobs, guest);
  const names = () => people(bobs).locator('bdi').allInnerTexts();
  await until(names, { what: 'both are found', is: (found) => found.length === 2 });
  expect(await names()).toEqual([`${guest} 2`, `${guest} 10`]);
  expect(await people(bobs).getByText('guest', { exact: true }).count()).toBe(2);

  // One from the list, the other from what they said.
  await tapOn(people(bobs), `Options for ${guest} 10`);
  await tapOn(bobs.getByRole('dialog', { name: `${guest} 10`, exact: true }), 'Block …');
  await tapOn(bobs.getByRole('dialog', { name: `Block ${guest} 10?` }), 'Block');
  await people(bobs).getByText('blocked', { exact: true }).waitFor();
  await bobs.getByRole('tab', { name: 'Chats' }).tap();
  await bobs.getByRole('link', { name: /^Choir/ }).tap();
  await chooseByTouch(bobs, 'Buy my carpets', 'Block …');
  await tapOn(bobs.getByRole('dialog', { name: `Block ${guest} 2?` }), 'Block');
  await gone(bobs.getByRole('dialog'));
  for (const page of [tenths, seconds]) {
    await composer(page).pressSequentially(`@${bob.username} psst`);
    await page.getByRole('status').getByText(`Whisper to ${bob.username}`).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'You can’t reach this person.' }).waitFor();
  }
  await bobs.goto('/settings/');
  await tapOn(bobs, `Unblock ${guest} 2`);
  await bobs.getByText(`${guest} 2 is not blocked any more.`).waitFor();
  await tapOn(seconds, 'Retry');
  await bobs.goto(path);
  await hear(bobs, 'psst');
  expect(await message(alices, 'psst').count()).toBe(0);
});
