import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import { intercept } from './intercept.ts';
import { test } from './kept-pages.ts';
import { choose, editor, openMenu, reaction, readAll, said, seeSoon } from './message-steps.ts';
import { composer, focusOn, gone, hear, message, painted, tellOnline } from './steps.ts';

test('people react, join in and take back, and each sees at once who did', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const id = await said(alice, path, 'Shall we walk?');
  const [alices, bobs] = [await look(alice, path), await look(bob, path)];
  const menu = await openMenu(bobs, 'Shall we walk?');
  await menu.getByRole('menuitemcheckbox', { name: 'React with 👍' }).click();
  await bobs.getByRole('button', { name: /^👍 1/, pressed: true }).waitFor();
  const seen = reaction(alices, 'Shall we walk?', '👍');
  await seeSoon(alices, seen);
  expect(await seen.getAttribute('aria-label')).toBe(`👍 1, ${bob.username}`);
  await seen.click();
  const both = alices.getByRole('button', { name: `👍 2, ${bob.username}, you reacted` });
  await both.waitFor();
  expect(await both.getAttribute('title')).toBe(`${bob.username} and you`);
  await carol.put(`/api${path}messages/${id}/reactions/${encodeURIComponent('👍')}/`);
  await seeSoon(alices, alices.getByRole('button', { name: /^👍 3, .*, you reacted$/ }));
  await reaction(bobs, 'Shall we walk?', '👍').click();
  await seeSoon(bobs, bobs.getByRole('button', { name: /^👍 2/, pressed: false }));
  await seeSoon(alices, alices.getByRole('button', { name: `👍 2, ${carol.username}, you reacted` }));
  // Who has read it, asked for by the one who said it.
  for (const person of [bob, carol]) await readAll(person, path);
  await choose(alices, 'Shall we walk?', 'Seen by …');
  await focusOn(alices.getByRole('heading', { name: 'Seen by' }), 'the head of the list');
  const readers = alices.getByRole('list', { name: 'Seen by' }).getByRole('listitem');
  expect(await readers.allInnerTexts()).toEqual([bob.username, carol.username]);
});

test('any other emoji is found by a word or typed, is at hand the next time, and what is none is refused in words', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await said(bob, path, 'Soup is ready');
  const page = await look(alice, path);
  const search = page.getByRole('searchbox', { name: 'Search emoji' });
  const other = () => choose(page, 'Soup is ready', 'React with another emoji …');
  await other();
  await focusOn(search, 'the search');
  await search.fill('no such thing');
  await page.getByText('Nothing found.').waitFor();
  await search.fill('🍜🍜');
  await search.press('Enter');
  await page.getByRole('dialog').getByRole('alert').getByText(/./).waitFor();
  await search.fill('ramen');
  await page.getByRole('gridcell').getByRole('button', { name: 'steaming bowl' }).click();
  await reaction(page, 'Soup is ready', '🍜').waitFor();
  await gone(page.getByRole('dialog'));
  await other();
  await page
    .getByRole('grid', { name: 'Last used' })
    .getByRole('button', { name: 'steaming bowl' })
    .waitFor();
  await page.getByRole('tab', { name: 'Flags' }).click();
  await page.getByRole('grid', { name: 'Flags' }).getByRole('button', { name: 'chequered flag' }).waitFor();
});

test('authors edit what they said, and the others read it at once, marked as edited', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await said(alice, path, 'At sevn');
  const [alices, bobs] = [await look(alice, path), await look(bob, path)];
  expect(await (await openMenu(bobs, 'At sevn')).getByRole('menuitem', { name: 'Edit' }).count()).toBe(0);
  await bobs.keyboard.press('Escape');
  await choose(alices, 'At sevn', 'Edit');
  expect(await editor(alices).inputValue()).toBe('At sevn');
  await editor(alices).fill('At seven');
  await alices.keyboard.press('Enter');
  await message(alices, 'At seven').getByText('edited').waitFor();
  await seeSoon(bobs, message(bobs, 'At seven').getByText('edited'));
  expect(await message(bobs, 'At sevn').count()).toBe(0);
});

test('what cannot be saved says why and keeps the text; Escape leaves the message as it was', async ({
  threeInChat: { alice, path },
  look,
}) => {
  await said(alice, path, 'The first draft');
  const page = await look(alice, path);
  await composer(page).press('ArrowUp');
  await editor(page).fill('x'.repeat(4001));
  await editor(page).press('Enter');
  await page.getByRole('alert').getByText('At most 4,000 characters.').waitFor();
  const mend = await intercept(page, '**/messages/*/', (route) => route.abort());
  await editor(page).fill('The second draft');
  await editor(page).press('Enter');
  await page.getByRole('alert').getByText('can’t be reached').waitFor();
  expect(await editor(page).inputValue()).toBe('The second draft');
  mend();
  await editor(page).press('Escape');
  await message(page, 'The first draft').waitFor();
  // Back to where the arrow key was pressed.
  await focusOn(composer(page), 'the composer');
});

test('arrow-up in the empty composer edits the last message of one’s own, and in a written one moves', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await said(alice, path, 'An older one');
  await said(alice, path, 'My last one');
  await said(bob, path, 'Bob’s');
  const page = await look(alice, path);
  await composer(page).press('ArrowUp');
  await editor(page).waitFor();
  expect(await editor(page).inputValue()).toBe('My last one');
  await editor(page).press('Escape');
  await gone(editor(page));
  // Its code is there now, so that it would show at once.
  await composer(page).fill('Something');
  await composer(page).press('ArrowUp');
  await painted(page);
  expect(await editor(page).count()).toBe(0);
});

test('authors and whoever moderates delete after a question, and all see the tombstone; others have no such item', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  for (const text of ['One by Bob', 'Two by Bob']) await said(bob, path, text);
  const [alices, bobs, carols] = [await look(alice, path), await look(bob, path), await look(carol, path)];
  const carolsMenu = await openMenu(carols, 'One by Bob');
  expect(await carolsMenu.getByRole('menuitem', { name: 'Copy text' }).count()).toBe(1);
  expect(await carolsMenu.getByRole('menuitem', { name: 'Delete' }).count()).toBe(0);
  await carols.keyboard.press('Escape');

  await choose(bobs, 'One by Bob', 'Delete');
  await bobs.getByRole('button', { name: 'Keep it' }).click();
  expect(await message(bobs, 'One by Bob').count()).toBe(1);
  await choose(bobs, 'One by Bob', 'Delete');
  await bobs
    .getByRole('dialog', { name: 'Delete this message?' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await message(bobs, 'This message was deleted.').waitFor();
  for (const page of [alices, carols]) await hear(page, 'This message was deleted.');

  await alice.patch(`/api${path}members/${carol.username}/`, { role: 'moderator' });
  await tellOnline(carols);
  await choose(carols, 'Two by Bob', 'Delete');
  await carols.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  for (const page of [alices, bobs, carols]) {
    await seeSoon(page, message(page, 'Two by Bob'), 'detached');
    await message(page, 'This message was deleted.').nth(1).waitFor();
  }
});

test('what owner or moderators pin stands above the talk for all, leads there, and is listed and unpinned by them', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  for (const text of ['By the bridge', 'See you']) await said(bob, path, text);
  const [alices, bobs] = [await look(alice, path), await look(bob, path)];
  const bar = (page: Page) => page.getByRole('region', { name: 'Pinned' });
  const newest = (page: Page, text: string) => bar(page).getByRole('button', { name: text });
  await choose(alices, 'By the bridge', 'Pin for all');
  await seeSoon(bobs, newest(bobs, 'By the bridge'));
  expect(await bobs.getByText(`${alice.username} pinned a message`).count()).toBe(1);
  await newest(bobs, 'By the bridge').press('Enter');
  await focusOn(message(bobs, 'By the bridge'), 'the pinned message');
  expect(await (await openMenu(bobs, 'See you')).getByRole('menuitem', { name: /pin/i }).count()).toBe(0);
  // The menu gives the focus back, and may do so between the next button's and the key.
  await bobs.keyboard.press('Escape');
  await focusOn(message(bobs, 'See you').getByRole('button', { name: 'Message actions' }), 'its button');

  await bar(bobs).getByRole('button', { name: '1 pinned message' }).press('Enter');
  const bobsList = bobs.getByRole('dialog', { name: 'Pinned messages' });
  await bobsList.getByText(`Pinned by ${alice.username}`).waitFor();
  expect(await bobsList.getByRole('button', { name: 'Unpin' }).count()).toBe(0);
  await bobs.goBack();
  await gone(bobsList);
  await bar(alices).getByRole('button', { name: '1 pinned message' }).click();
  await alices.getByRole('button', { name: 'Unpin: By the bridge' }).press('Enter');
  await gone(bar(alices));
  await focusOn(alices.getByRole('log'), 'the talk');
  await seeSoon(bobs, bar(bobs), 'detached');
  expect(await bobs.getByText('pinned a message').count()).toBe(0);
});

test('a whisper is its author’s alone to delete, whoever moderates', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await bob.post(`/api${path}messages/`, { message: 'Between us', to: alice.username });
  const page = await look(alice, path);
  const menu = await openMenu(page, 'Between us');
  for (const name of ['Delete', 'Pin for all'])
    expect(await menu.getByRole('menuitem', { name }).count()).toBe(0);
  await page.keyboard.press('Escape');
  const bobs = await look(bob, path);
  expect(await (await openMenu(bobs, 'Between us')).getByRole('menuitem', { name: 'Delete' }).count()).toBe(
    1,
  );
});

test('the keyboard alone reaches a message’s menu, moves in it and comes back', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  for (const text of ['First', 'Second']) await said(bob, path, text);
  const page = await look(alice, path);
  await message(page, 'Second').waitFor();
  const focused = page.locator(':focus');
  await composer(page).focus();
  const button = (text: string) => message(page, text).getByRole('button', { name: 'Message actions' });
  const hasFocus = (text: string) => focusOn(button(text), text);
  // Back from the composer, past its own buttons.
  await focusOn(composer(page), 'the composer');
  const isThere = () => button('Second').evaluate((it) => it === document.activeElement);
  for (let steps = 0; steps < 4 && !(await isThere()); steps += 1) await page.keyboard.press('Shift+Tab');
  await hasFocus('Second');
  await page.keyboard.press('ArrowUp');
  await hasFocus('First');
  await page.keyboard.press('Enter');
  await page.getByRole('menu', { name: 'Message actions' }).waitFor();
  const label = () => focused.evaluate((it) => it.getAttribute('aria-label') ?? it.textContent?.trim());
  await until(label, { what: 'the first item has the focus', is: (name) => name === 'React with 👍' });
  await page.keyboard.press('End');
  await until(label, { what: 'the last item has the focus', is: (name) => name === 'Block …' });
  await page.keyboard.press('ArrowUp');
  await until(label, { what: 'the one before has the focus', is: (name) => name === 'Report …' });
  await page.keyboard.press('Escape');
  await hasFocus('First');
  await page.keyboard.press('Space');
  await page.getByRole('menuitemcheckbox', { name: 'React with 👍' }).press('Enter');
  await reaction(page, 'First', '👍').waitFor();
  await hasFocus('First');
});
