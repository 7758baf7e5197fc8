import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { arranged, newName, pageAt, startNamedChat } from '../support/people.ts';
import { until } from '../support/until.ts';
import { openSection } from './details-steps.ts';
import { showSection } from './entry-steps.ts';
import { holdBack } from './intercept.ts';
import { test as kept } from './kept-pages.ts';
import { reaction, said, seeSoon } from './message-steps.ts';
import { composer, focusOn, hear, tellOnline } from './steps.ts';
import {
  chooseByTouch,
  goBackByTouch,
  openByTouch,
  openDetailsByTouch,
  phone,
  sayByTouch,
  tapOn,
} from './touch-steps.ts';

/** Bob is on a phone; Alice and Carol are at desks. What is typed right after a tap comes in one breath. */
const test = kept.extend('devices', { scope: 'file' }, () => ({ bob: phone }));

/** It has the focus, and all that was typed. */
async function holds(field: Locator, text: string): Promise<void> {
  await focusOn(field, 'the field');
  expect(await field.inputValue()).toBe(text);
}

test('what is typed right after a tap on a search, in a chat or over the list, is in its field when its code comes', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const other = pageAt(await startNamedChat(carol, 'Flower shop', alice, bob));
  const bobs = await look(bob, path);
  const letSearch = await holdBack(bobs, /assets\/search-/);
  const letSwitch = await holdBack(bobs, /assets\/quick-switch-/);
  await tapOn(bobs, 'Search this chat');
  await bobs.keyboard.type('flowerpot');
  await said(alice, path, 'The key is under the flowerpot');
  arranged(
    await carol.post(`/api${path}messages/`, { message: 'Not in the flowerpot', to: alice.username }),
    201,
  );
  letSearch();
  await holds(bobs.getByLabel('Words to look for'), 'flowerpot');
  // And what it finds is for bob's eyes.
  await bobs.getByText('1 message found.').waitFor();
  await bobs.getByRole('button', { name: /The key is under/ }).tap();
  await bobs.getByRole('log').getByText('The key is under the flowerpot').waitFor();

  await goBackByTouch(bobs);
  await bobs.getByRole('button', { name: /^Go to a chat/ }).tap();
  await bobs.keyboard.type('flow');
  letSwitch();
  const find = bobs.getByRole('dialog').getByRole('combobox');
  await holds(find, 'flow');
  await find.press('Enter');
  await bobs.getByRole('heading', { name: 'Flower shop' }).waitFor();
  expect(new URL(bobs.url()).pathname).toBe(other);
});

test('an emoji is found by what is typed before the picker is there, and while no field has the focus; no keyboard rises for it', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  await said(alice, path, 'What is for dinner?');
  await said(carol, path, 'Who cooks?');
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  const letCome = await holdBack(bobs, /assets\/emoji-/);
  const search = bobs.getByRole('searchbox', { name: 'Search emoji' });
  await chooseByTouch(bobs, 'What is for dinner?', 'React with another emoji …');
  await bobs.locator('.emoji-picker input').waitFor({ state: 'attached' });
  expect(await bobs.locator(':focus').getAttribute('inputmode')).toBe('none');
  await bobs.keyboard.type('ram');
  letCome();
  await holds(search, 'ram');
  await bobs.keyboard.type('en');
  await bobs.keyboard.press('Enter');
  for (const page of [alices, carols]) await seeSoon(page, reaction(page, 'What is for dinner?', '🍜'));
  await chooseByTouch(bobs, 'Who cooks?', 'React with another emoji …');
  await search.waitFor();
  await focusOn(bobs.getByRole('tabpanel'), 'what one came to see');
  await bobs.keyboard.type('pizza');
  await holds(search, 'pizza');
  await bobs.getByRole('gridcell').getByRole('button', { name: 'pizza' }).tap();
  for (const page of [alices, carols]) await seeSoon(page, reaction(page, 'Who cooks?', '🍕'));
});

test('what is sent to somebody before the code that reads names is there waits, whole, and is asked about', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  const letCome = await holdBack(bobs, /assets\/whisper-address-/);
  await composer(bobs).tap();
  await bobs.keyboard.type(`@${carol.username} it is`);
  await tapOn(bobs, 'Send');
  await bobs.keyboard.type(' a surprise');
  await said(alice, path, 'What are you up to?');
  await hear(bobs, 'What are you up to?');
  await holds(composer(bobs), `@${carol.username} it is a surprise`);
  letCome();
  await bobs.getByRole('status').filter({ hasText: 'Whom is this for?' }).waitFor();
  await holds(composer(bobs), 'it is a surprise');
  await tapOn(bobs, 'Send');
  await hear(carols, 'it is a surprise');
  await said(carol, path, 'Nothing');
  await hear(alices, 'Nothing');
  expect(await alices.getByText('it is a surprise').count()).toBe(0);
});

test('a name that is half written stays when another device names the chat, and is what the others then read', async ({
  people: { alice, bob, carol },
  look,
}) => {
  const path = pageAt(await startNamedChat(bob, 'Walk', alice, carol));
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  await openDetailsByTouch(bobs);
  await openSection(bobs, 'Chat settings');
  const field = bobs.getByLabel('Name of the chat');
  await field.tap();
  await field.press('End');
  await bobs.keyboard.type(' on Sun');
  arranged(await bob.patch(`/api${path}`, { name: 'Ride' }), 200);
  await tellOnline(bobs);
  const called = (page: Page, name: string) =>
    until(() => page.title(), { what: `the chat is called ${name}`, is: (title) => title.includes(name) });
  await called(bobs, 'Ride');
  await bobs.keyboard.type('day');
  await holds(field, 'Walk on Sunday');
  await tapOn(bobs, 'Save name');
  for (const page of [alices, carols]) {
    await tellOnline(page);
    await called(page, 'Walk on Sunday');
  }
});

test('a phone that comes by the link has the focus in the field for its name, and one that makes a room in that of the room', async ({
  threeInChat: { alice, bob, path },
  look,
  newPage,
}) => {
  const [alices, bobs] = await Promise.all([look(alice, path), look(bob, path)]);
  const daves = await newPage(phone);
  await daves.goto(path);
  await focusOn(daves.getByLabel('Nickname'), 'the field');
  const dave = newName('Dave');
  await daves.keyboard.type(dave);
  await tapOn(daves, 'Join the chat');
  await daves.getByRole('log').waitFor();
  for (const page of [alices, bobs]) await seeSoon(page, page.getByText(`${dave} joined`));
  await sayByTouch(daves, 'Hello');
  await hear(bobs, 'Hello');

  await goBackByTouch(bobs);
  await showSection(bobs, 'Rooms');
  await tapOn(bobs, 'Make a room');
  await bobs.keyboard.type('Gardening');
  await holds(bobs.getByLabel('Name of the room'), 'Gardening');
  await tapOn(bobs, 'Make it');
  await bobs.getByRole('heading', { name: 'Gardening' }).waitFor();
  await sayByTouch(bobs, 'Which seeds?');
  const room = new URL(bobs.url()).pathname;
  arranged(await alice.patch(`/api${room}`, {}), 200);
  await look(alice, room);
  await hear(alices, 'Which seeds?');
  await goBackByTouch(bobs);
  await openByTouch(bobs, path);
});
