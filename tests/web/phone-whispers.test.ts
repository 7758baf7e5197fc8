import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { arranged } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import { intercept } from './intercept.ts';
import { test as kept } from './kept-pages.ts';
import { said, seeSoon } from './message-steps.ts';
import { shownOn, stubNotifications, tellVisibility } from './notice-steps.ts';
import { logIn } from './pages.ts';
import { composer, focusOn, gone, hear, message, tellOnline } from './steps.ts';
import { goBackByTouch, openByTouch, phone, rowOf } from './touch-steps.ts';

/** Alice and Bob are on phones, and Carol is at a desk. */
const test = kept.extend('devices', { scope: 'file' }, () => ({ alice: phone, bob: phone }));

const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).tap();
const chip = (page: Page, { username }: Person) =>
  page.getByRole('status').filter({ hasText: `Whisper to ${username}` });
const asked = (page: Page) => page.getByRole('status').filter({ hasText: 'Whom is this for?' });
const toAll = (page: Page, { username }: Person) =>
  page.getByRole('button', { name: `Name ${username} to all` });
const toOne = (page: Page, { username }: Person) =>
  page.getByRole('button', { name: `Whisper to ${username}`, exact: true });

/** Key after key, as a thumb does. */
async function type(page: Page, text: string): Promise<void> {
  await composer(page).tap();
  await composer(page).pressSequentially(text);
}

async function messagesOf(person: Person, path: string) {
  const { body } = await person.get<{ messages: { message: string; to: { username: string } | null }[] }>(
    `/api${path}messages/`,
  );
  return body.messages.map(({ message, to }) => [message, to?.username ?? null]);
}

test('a name anywhere in a text names somebody to all; at its beginning the phone asks before anything is sent, and whispers unless told otherwise', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  const within = `Ask @${carol.username} now`;
  await type(bobs, within);
  expect(await asked(bobs).count()).toBe(0);
  expect(await chip(bobs, carol).count()).toBe(0);
  await send(bobs);
  for (const page of [alices, carols]) {
    await hear(page, within);
    await message(page, within).getByText(`@${carol.username}`, { exact: true }).waitFor();
  }

  // The safe side is chosen: sent as it is, it is for one alone.
  await type(bobs, `@${carol.username} under the mat`);
  await asked(bobs).waitFor();
  await chip(bobs, carol).waitFor();
  expect(await composer(bobs).inputValue()).toBe('under the mat');
  await toAll(bobs, carol).waitFor();
  expect(await messagesOf(carol, path)).toEqual([[within, null]]);
  await send(bobs);
  await hear(carols, 'under the mat');

  // What is chosen stays while one writes on, until it is sent; then it is asked anew.
  await type(bobs, `@${carol.username} come`);
  await toAll(bobs, carol).tap();
  await bobs.getByText(`Names ${carol.username} to all`).waitFor();
  await gone(chip(bobs, carol));
  await focusOn(composer(bobs), 'where one writes');
  await bobs.keyboard.type(' out');
  await toOne(bobs, carol).tap();
  await chip(bobs, carol).waitFor();
  await toAll(bobs, carol).tap();
  await composer(bobs).press('End');
  await bobs.keyboard.type(' and play');
  const aloud = `@${carol.username} come out and play`;
  expect(await composer(bobs).inputValue()).toBe(aloud);
  await send(bobs);
  for (const page of [alices, carols]) await hear(page, aloud);
  await type(bobs, `@${alice.username} you too`);
  await asked(bobs).waitFor();
  await chip(bobs, alice).waitFor();
  await send(bobs);
  await hear(alices, 'you too');
  expect(await messagesOf(bob, path)).toEqual([
    [within, null],
    ['under the mat', carol.username],
    [aloud, null],
    ['you too', alice.username],
  ]);
});

test('a finger takes whom it is for from the list, “/w” asks nothing, and the chip is put away by a tap', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const [bobs, carols] = await Promise.all([look(bob, path), look(carol, path)]);
  await type(bobs, '@');
  await bobs.getByRole('option', { name: carol.username }).tap();
  await chip(bobs, carol).waitFor();
  await focusOn(composer(bobs), 'where one writes');
  await bobs.keyboard.type('psst');
  await send(bobs);
  await hear(carols, 'psst');
  await gone(chip(bobs, carol));

  await type(bobs, `/w ${carol.username} hush`);
  await chip(bobs, carol).waitFor();
  expect(await asked(bobs).count()).toBe(0);
  expect(await toAll(bobs, carol).count()).toBe(0);
  await send(bobs);
  await hear(carols, 'hush');

  await type(bobs, `@${carol.username} dear all`);
  await chip(bobs, carol).waitFor();
  await bobs.getByRole('button', { name: 'Write to everyone instead' }).tap();
  await gone(chip(bobs, carol));
  await send(bobs);
  await hear(carols, 'dear all');

  // Nobody is called so, as far as anybody knows: it is said to no one before it is said to whom.
  await type(bobs, '@somebody a secret');
  await send(bobs);
  const question = bobs.getByRole('dialog', { name: 'Whom is this for?' });
  await question.getByRole('button', { name: 'Go back and correct' }).tap();
  expect(await composer(bobs).inputValue()).toBe('@somebody a secret');
  expect(await messagesOf(alice, path)).toEqual([['dear all', null]]);
  await composer(bobs).fill('');
});

test('a whisper is marked as one in the list and in notices of whom it is for, and the phone of a third shows nothing of it', async ({
  threeInChat: { alice, bob, carol, path },
  look,
  newPage,
}) => {
  /** Of somebody who has put the phone down. */
  const putDown = async (person: Person) => {
    const page = await newPage({ ...phone, permissions: ['notifications'] });
    await page.addInitScript(stubNotifications, 'granted' as const);
    await logIn(page, person);
    await page.goto('/settings/');
    await page.getByLabel('Show notifications').tap();
    await page.getByRole('link', { name: 'Back to your chats' }).tap();
    await rowOf(page, path).waitFor();
    await tellVisibility(page, 'hidden');
    return page;
  };
  const told = (page: Page, count: number) =>
    until(() => shownOn(page), { what: `${count} are shown`, is: (all) => all.length === count });
  const bobs = await look(bob, path);
  const [alices, carols] = [await putDown(alice), await putDown(carol)];
  /** Of other chats too. */
  const counted = async () => Number(/^\((\d+)/.exec(await alices.title())?.[1] ?? 0);
  const before = await counted();
  await type(bobs, `@${carol.username} behind the clock`);
  await chip(bobs, carol).waitFor();
  await send(bobs);
  await seeSoon(carols, rowOf(carols, path).getByText(`${bob.username} whispers: behind the clock`));
  const [notice] = await told(carols, 1);
  expect([notice?.title.split(' · ')[0], notice?.body]).toEqual([bob.username, 'Whispers to you']);
  await message(bobs, 'behind the clock').getByText(`Whisper to ${carol.username}`).waitFor();
  await goBackByTouch(bobs);
  await rowOf(bobs, path).getByText(`Whisper to ${carol.username}: behind the clock`).waitFor();

  // What comes later has come to alice, and of the whisper there is nothing: not in the list, its counts or the title, no notice.
  await said(bob, path, 'Dinner is ready');
  await seeSoon(alices, rowOf(alices, path).getByText('Dinner is ready'));
  const [hers] = await told(alices, 1);
  expect(hers?.body).toBe('Dinner is ready');
  await rowOf(alices, path).getByLabel('1 unread message').waitFor();
  expect(await counted()).toBe(before + 1);
  await tellVisibility(alices, 'visible');
  await openByTouch(alices, path);
  await hear(alices, 'Dinner is ready');
  const everything = await alices.locator('body').innerText();
  expect(everything).not.toContain('behind the clock');
  expect(everything).not.toMatch(/whisper/i);
  await tellOnline(carols);
  expect((await told(carols, 2))[1]?.body).toBe('Dinner is ready');
});

test('a name is found among all members, also those that the phone has not been given', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  // As in a chat of thousands: what the phone is given of the members is without carol.
  const bobs = await look(bob, path);
  await goBackByTouch(bobs);
  await intercept(bobs, new RegExp(`/api${path}$`), async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const reply = await route.fetch();
    const body = await reply.json();
    const members = body.members.filter(({ username }: { username: string }) => username !== carol.username);
    return route.fulfill({ response: reply, json: { ...body, members } });
  });
  await openByTouch(bobs, path);
  const [alices, carols] = await Promise.all([look(alice, path), look(carol, path)]);
  await type(bobs, `@${carol.username} for you alone`);
  await send(bobs);
  await chip(bobs, carol).waitFor();
  await asked(bobs).waitFor();
  expect(await composer(bobs).inputValue()).toBe('for you alone');
  expect(await messagesOf(carol, path)).toEqual([]);
  await send(bobs);
  await hear(carols, 'for you alone');
  arranged(await bob.post(`/api${path}messages/`, { message: 'For all' }), 201);
  await hear(alices, 'For all');
  expect(await messagesOf(alice, path)).toEqual([['For all', null]]);
  expect(await alices.locator('body').innerText()).not.toContain('for you alone');
});
