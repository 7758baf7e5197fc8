import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { arranged, pageAt, startNamedChat } from '../support/people.ts';
import { until } from '../support/until.ts';
import { test as kept } from './kept-pages.ts';
import { openMenu, reaction, said, seeSoon } from './message-steps.ts';
import { composer, focusOn, goHome, gone, hear, message, say, tellOnline } from './steps.ts';
import { chooseByTouch, hold, phone } from './touch-steps.ts';

/** The same by touch and by keys: Alice and Carol at desks, and Bob on a phone. */
const test = kept.extend('devices', { scope: 'file' }, () => ({ bob: phone }));

test('an emoji goes out by a tap and is answered by keys, and what is written as code is code to all', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  await composer(bobs).pressSequentially('Well done :tad');
  await bobs.getByRole('option', { name: ':tada:' }).tap();
  expect(await composer(bobs).inputValue()).toBe('Well done 🎉 ');
  await bobs.getByRole('button', { name: 'Send', exact: true }).tap();
  for (const page of [alices, carols]) await hear(page, 'Well done 🎉');
  await openMenu(alices, 'Well done 🎉');
  await alices.getByRole('menuitem', { name: 'React with another emoji …' }).press('Enter');
  const search = (page: Page) => page.getByRole('searchbox', { name: 'Search emoji' });
  await focusOn(search(alices), 'the search');
  await search(alices).pressSequentially('ramen');
  await search(alices).press('ArrowDown');
  await alices.keyboard.press('Enter');
  await seeSoon(bobs, reaction(bobs, 'Well done 🎉', '🍜'));
  await reaction(bobs, 'Well done 🎉', '🍜').tap();
  await seeSoon(carols, carols.getByRole('button', { name: /^🍜 2/ }));
  await say(alices, '`npm start`');
  await hear(bobs, 'npm start');
  await chooseByTouch(bobs, 'npm start', 'React with another emoji …');
  await search(bobs).fill('pizza');
  await bobs.getByRole('gridcell').getByRole('button', { name: 'pizza' }).tap();
  for (const page of [alices, carols]) await seeSoon(page, reaction(page, 'npm start', '🍕'));
  for (const page of [alices, bobs, carols])
    expect(await page.getByRole('log').locator('code').innerText()).toBe('npm start');
});

test('in the list a finger marks a chat, mutes, archives and leaves it, and the others see that one went', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  await bobs.getByRole('link', { name: 'Back to your chats' }).tap();
  const row = bobs
    .getByRole('list', { name: 'Your chats' })
    .getByRole('listitem')
    .filter({ has: bobs.locator(`a[href="${path}"]`) });
  const tap = async (item: string) => {
    const menu = await hold(bobs, row.getByRole('link'));
    await menu.getByRole('menuitem', { name: item, exact: true }).tap();
  };
  await tap('Mark as unread');
  await row.getByLabel('marked as unread').waitFor();
  await tap('Mute');
  await tap('Unmute');
  await tap('Archive');
  const archive = bobs.getByText(/^Archived \(\d+\)$/);
  await archive.waitFor();
  await say(carols, 'Still with us?');
  await tellOnline(bobs);
  await gone(archive);
  await row.getByText('Still with us?').waitFor();
  await tap('Leave chat');
  await bobs.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).tap();
  await gone(row);
  for (const page of [alices, carols]) await seeSoon(page, page.getByText(`${bob.username} left`));
});

test('all of one’s chats are searched from a phone and by keys alone, and a whisper is found by the two of it', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const other = pageAt(await startNamedChat(carol, 'The flat', alice, bob));
  await said(carol, other, 'The key is under the flowerpot');
  arranged(
    await carol.post(`/api${other}messages/`, { message: 'A flowerpot of yours', to: alice.username }),
    201,
  );
  const [alices, bobs] = await Promise.all([look(alice, path), look(bob, path)]);
  const found = (page: Page) => page.getByRole('list', { name: 'Found messages' }).getByRole('listitem');
  await bobs.getByRole('link', { name: 'Back to your chats' }).tap();
  await bobs.getByRole('button', { name: /^Go to a chat/ }).tap();
  await bobs.getByRole('combobox').fill('flowerpot');
  await bobs.getByRole('option', { name: 'Search all chats for “flowerpot”' }).tap();
  await found(bobs).first().waitFor();
  expect(await found(bobs).count()).toBe(1);
  await found(bobs).getByRole('link').tap();
  await focusOn(message(bobs, 'The key is under the flowerpot'), 'what was found');

  await goHome(alices);
  await alices.keyboard.press('Control+k');
  await alices.getByRole('combobox').pressSequentially('flowerpot');
  await alices.getByRole('option', { name: 'Search all chats for “flowerpot”' }).waitFor();
  await alices.keyboard.press('ArrowUp');
  await alices.keyboard.press('Enter');
  await until(() => found(alices).count(), { what: 'both are found', is: (count) => count === 2 });
});
