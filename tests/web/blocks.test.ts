import { makeStaff } from '../support/manage.ts';
import { newName, threeInChat, threePeople } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { enterDetails, openOptions } from './details-steps.ts';
import { choose, openMenu, said, seeSoon } from './message-steps.ts';
import { logIn, pageOf } from './pages.ts';
import { test } from './stage.ts';
import { composer, gone, hear, message, openDetails } from './steps.ts';

test('who is blocked learns at the next whisper that it does not arrive, and may again once it is lifted', async ({
  newPage,
  server,
}) => {
  const { alice, bob, path } = await threePeople(server);
  const page = await enterDetails((person, to) => pageOf(newPage, person, to), alice, path);
  const options = await openOptions(page, bob.username);
  await options.getByRole('button', { name: 'Block …' }).click();
  const question = page.getByRole('dialog', { name: `Block ${bob.username}?` });
  await question.getByRole('button', { name: 'Block', exact: true }).click();
  await gone(page.getByRole('dialog'));

  const bobs = await pageOf(newPage, bob, path);
  await composer(bobs).pressSequentially(`@${alice.username} psst`);
  await bobs.getByRole('status').getByText(`Whisper to ${alice.username}`).waitFor();
  await composer(bobs).press('Enter');
  await bobs.getByRole('alert').filter({ hasText: 'You can’t reach this person.' }).waitFor();

  await page.goto('/settings/');
  await page.getByRole('list', { name: 'Blocked people' }).getByText(bob.username).waitFor();
  await page.getByRole('button', { name: `Unblock ${bob.username}` }).click();
  await page.getByText(`${bob.username} is not blocked any more.`).waitFor();
  await page.getByText('You have blocked nobody.').waitFor();
  await bobs.getByRole('button', { name: 'Retry' }).click();
  await gone(bobs.getByRole('alert').filter({ hasText: 'You can’t reach this person.' }));
  await page.goto(path);
  await hear(page, 'psst');
});

test('one blocks who said something from what was said, and not oneself', async ({ newPage, server }) => {
  const { alice, bob, path } = await threeInChat(server);
  await said(bob, path, 'Buy my carpets');
  await said(alice, path, 'No, thank you');
  const page = await pageOf(newPage, alice, path);
  const mine = await openMenu(page, 'No, thank you');
  await gone(mine.getByRole('menuitem', { name: 'Block …' }));
  await page.keyboard.press('Escape');
  await choose(page, 'Buy my carpets', 'Block …');
  await page
    .getByRole('dialog', { name: `Block ${bob.username}?` })
    .getByRole('button', { name: 'Block' })
    .click();
  await gone(page.getByRole('dialog'));
  await page.goto('/settings/');
  await page.getByRole('button', { name: `Unblock ${bob.username}` }).waitFor();
});

test('who has left after a bad word is banned from that word, by the owner alone', async ({
  newPage,
  server,
}) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  await said(bob, path, 'Bad word');
  await bob.delete(`/api${path}members/${bob.username}/`);
  const [alices, carols] = [await pageOf(newPage, alice, path), await pageOf(newPage, carol, path)];
  await gone((await openMenu(carols, 'Bad word')).getByRole('menuitem', { name: 'Ban …' }));
  await choose(alices, 'Bad word', 'Ban …');
  await alices
    .getByRole('dialog', { name: `Ban ${bob.username}?` })
    .getByRole('button', { name: 'Ban' })
    .click();
  await gone(alices.getByRole('dialog'));
  const bobs = await newPage();
  await logIn(bobs, bob);
  await bobs.goto(path);
  await bobs.getByRole('heading', { name: 'You can’t join this chat' }).waitFor();
});

test('staff delete in the lobby what others said, and find there who is banned', async ({
  newPage,
  server,
}) => {
  const warden = await signUp(server, newName('warden'));
  const shouter = await signUp(server, newName('shouter'));
  await makeStaff(server, warden.username);
  const path = '/chats/lobby/';
  for (const person of [warden, shouter]) await person.patch(`/api${path}`, {});
  const shout = `Carpets, cheap, by ${shouter.username}`;
  await said(shouter, path, shout);
  const [wardens, shouters] = [await pageOf(newPage, warden, path), await pageOf(newPage, shouter, path)];
  await hear(shouters, shout);
  await choose(wardens, shout, 'Delete');
  await wardens.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await gone(message(wardens, shout));
  await seeSoon(shouters, message(shouters, shout), 'detached');
  await openDetails(wardens);
  await wardens.getByRole('button', { name: 'Bans', exact: true }).waitFor();
});
