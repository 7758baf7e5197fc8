import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { arranged } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { shown } from './image-steps.ts';
import { test as kept } from './kept-pages.ts';
import { said } from './message-steps.ts';
import { composer, focusOn, gone, hear, message, say } from './steps.ts';
import {
  chooseByTouch,
  goBackByTouch,
  hold,
  openByTouch,
  openDetailsByTouch,
  phone,
  rowOf,
  sayByTouch,
} from './touch-steps.ts';

/** Bob is on a phone, where Back is a gesture of the thumb; Alice and Carol are at desks. */
const test = kept.extend('devices', { scope: 'file' }, () => ({ bob: phone }));

const hash = (page: Page) => page.evaluate(() => location.hash);
const isAt = (page: Page, wanted: string) =>
  until(() => hash(page), { what: `the address ends in “${wanted}”`, is: (it) => it === wanted });
const pathOf = (page: Page) => new URL(page.url()).pathname;
/** How many layers are open, by the browser's history. */
const depth = (page: Page) => page.evaluate(() => history.state?.depth ?? 0);
const isAtTheChat = (page: Page) =>
  until(() => depth(page), { what: 'the chat’s own entry is the present one', is: (it) => it === 0 });

const partsOf = (page: Page) => ({
  details: page.getByRole('main', { name: 'About this chat' }),
  search: page.getByRole('complementary', { name: 'Search this chat' }),
  searchButton: page.getByRole('button', { name: 'Search this chat' }),
  dialog: page.getByRole('dialog'),
  menu: page.getByRole('menu', { name: 'Message actions' }),
  list: page.getByRole('list', { name: 'Your chats' }),
});

test('Back closes what was opened last, whatever it is, and never the chat, while the others write on', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const image = `data:image/png;base64,${(await picture('png')).toString('base64')}`;
  arranged(await alice.post(`/api${path}messages/`, { message: 'The view', image }), 201);
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  const { details, search, searchButton, dialog, menu } = partsOf(bobs);
  await sayByTouch(bobs, 'Here I am');
  /** One step back takes this away, and nothing else. */
  const backCloses = async (what: Locator, left = '') => {
    await what.waitFor();
    await bobs.goBack();
    await gone(what);
    await isAt(bobs, left);
    expect(pathOf(bobs)).toBe(path);
    await (left ? details.waitFor() : message(bobs, 'Here I am').waitFor());
  };

  // Two layers, of which the upper one goes first; what is said meanwhile closes neither.
  await openDetailsByTouch(bobs);
  await isAt(bobs, '#details');
  await bobs.getByRole('button', { name: 'Leave chat' }).tap();
  await dialog.waitFor();
  await say(alices, 'Do you stay?');
  await hear(carols, 'Do you stay?');
  await backCloses(dialog, '#details');
  await backCloses(details);
  await hear(bobs, 'Do you stay?');

  await searchButton.tap();
  await search.waitFor();
  await isAt(bobs, '#search');
  await backCloses(search);
  await shown(bobs, /^Image from/).tap();
  await backCloses(dialog);
  await hold(bobs, message(bobs, 'Do you stay?').getByText('Do you stay?', { exact: true }));
  await backCloses(menu);
  await chooseByTouch(bobs, 'Do you stay?', 'React with another emoji …');
  await bobs.getByRole('searchbox', { name: 'Search emoji' }).waitFor();
  await backCloses(dialog);
  await bobs.getByRole('button', { name: /^Connection/ }).tap();
  await backCloses(dialog);

  // The question whom it is for: nothing is said, and what is written stays.
  await sayByTouch(bobs, '@nobody the secret');
  await backCloses(dialog);
  expect(await composer(bobs).inputValue()).toBe('@nobody the secret');
  await composer(bobs).fill('');
  await say(carols, 'Still here?');
  await hear(bobs, 'Still here?');
  expect(await bobs.getByText('the secret').count()).toBe(0);
});

test('what is closed by a tap takes its step along, so that one Back leads from the chat to the list', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  await said(carol, path, 'Here we are');
  const [alices, bobs] = await Promise.all([look(alice, path), look(bob, path)]);
  const { details, search, searchButton, dialog, menu, list } = partsOf(bobs);
  await goBackByTouch(bobs);
  await openByTouch(bobs, path);
  await openDetailsByTouch(bobs);
  await bobs.getByRole('button', { name: 'Close the details' }).tap();
  await gone(details);
  await searchButton.tap();
  await search.getByRole('button', { name: 'Close the search' }).tap();
  await gone(search);
  await hold(bobs, message(bobs, 'Here we are').getByText('Here we are', { exact: true }));
  // Beside the menu.
  await bobs.touchscreen.tap(4, 4);
  await gone(menu);
  await sayByTouch(bobs, '@nobody the secret');
  await dialog.getByRole('button', { name: 'Go back and correct' }).tap();
  await gone(dialog);
  await composer(bobs).fill('');
  await say(alices, 'Come home');
  await hear(bobs, 'Come home');
  await isAtTheChat(bobs);
  expect([pathOf(bobs), await hash(bobs)]).toEqual([path, '']);
  await bobs.goBack();
  await list.waitFor();
  expect(pathOf(bobs)).toBe('/');
  // And what is opened over the list leaves one at the list.
  await hold(bobs, rowOf(bobs, path).getByRole('link'));
  await bobs.goBack();
  await gone(bobs.getByRole('menu'));
  await bobs.getByRole('button', { name: /^Go to a chat/ }).tap();
  await dialog.waitFor();
  await bobs.goBack();
  await gone(dialog);
  expect(pathOf(bobs)).toBe('/');
});

test('the address says what is open: opened anew, sent on or gone forward to it opens the same again', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  await said(alice, path, 'Look it up');
  const [bobs, carols] = await Promise.all([look(bob, path), look(carol, path)]);
  const { details, search, searchButton, list } = partsOf(bobs);
  const heading = details.getByRole('heading', { name: 'About this chat' });
  await goBackByTouch(bobs);
  await openByTouch(bobs, path);
  await openDetailsByTouch(bobs);
  await bobs.reload();
  await focusOn(heading, 'what is open');
  await bobs.goBack();
  await gone(details);
  await message(bobs, 'Look it up').waitFor();
  await bobs.goForward();
  await focusOn(heading, 'what was open');
  const sent = bobs.url();
  await bobs.goBack();
  await gone(details);

  await searchButton.tap();
  await search.waitFor();
  await bobs.reload();
  await focusOn(search.getByLabel('Words to look for'), 'the field');
  await bobs.goBack();
  await gone(search);
  await isAt(bobs, '');
  await bobs.goBack();
  await list.waitFor();

  // At a desk, by what bob has sent her, and with nothing below it.
  await carols.goto(sent);
  await carols.getByRole('complementary', { name: 'About this chat' }).waitFor();
  await message(carols, 'Look it up').waitFor();
});
