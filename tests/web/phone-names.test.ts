import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { arranged, newName, pageAt, startChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import { openSection } from './details-steps.ts';
import { enterAs } from './entry-steps.ts';
import { test as kept } from './kept-pages.ts';
import { said } from './message-steps.ts';
import { shownOn, stubNotifications, tellVisibility } from './notice-steps.ts';
import { logIn, type NewPage } from './pages.ts';
import { gone, hear, openDetails, tellOnline } from './steps.ts';
import { goBackByTouch, openByTouch, phone, rowOf, sayByTouch } from './touch-steps.ts';

/** Bob is on a phone; Alice and Carol are at desks. */
const test = kept.extend('devices', { scope: 'file' }, () => ({ bob: phone }));

const pathOf = (page: Page) => new URL(page.url()).pathname;
const inHead = (page: Page) => page.getByRole('banner').getByRole('heading').innerText();
const inList = (page: Page, path: string) => rowOf(page, path).locator('.chat-name').innerText();
/** Without the count of what is unread. */
const inTitle = async (page: Page) => (await page.title()).replace(/^\(\d+\) /, '');

/** It is called so by now, and soon enough without waiting for the next poll. */
async function isCalled(page: Page, read: () => Promise<string>, name: string): Promise<void> {
  await tellOnline(page);
  await until(read, { what: `it is called “${name}”`, is: (now) => now.startsWith(name) });
}

/** A phone of somebody who wants to be told, by a tap in the settings. */
async function phoneWithNotices(newPage: NewPage, person: Person): Promise<Page> {
  const page = await newPage({ ...phone, permissions: ['notifications'] });
  await page.addInitScript(stubNotifications, 'granted' as const);
  await logIn(page, person);
  await page.goto('/settings/');
  await page.getByLabel('Show notifications').tap();
  await page.getByRole('link', { name: 'Back to your chats' }).tap();
  return page;
}

/** By the owner, at a desk with the details open. */
async function rename(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of the chat').fill(name);
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.getByRole('status').getByText('Name saved.').waitFor();
}

test('a chat has one name in the list, the head, the title, notices and its invitation, and all of them follow another’s renaming', async ({
  threeInChat: { alice, bob, carol, path },
  look,
  newPage,
}) => {
  const [alices, carols] = await Promise.all([look(alice, path), look(carol, path)]);
  const bobs = await phoneWithNotices(newPage, bob);
  /** What bob's phone is told when carol says something and he looks elsewhere. */
  const inNotice = async (text: string) => {
    await tellVisibility(bobs, 'hidden');
    await said(carol, path, text);
    await tellOnline(bobs);
    const shown = await until(() => shownOn(bobs), {
      what: 'he is told',
      is: (all) => all.at(-1)?.body === text,
    });
    await tellVisibility(bobs, 'visible');
    return shown.at(-1)?.title;
  };

  // Nobody has named it: so it is called by whose it is and since when.
  const unnamed = await inHead(alices);
  expect(unnamed).toMatch(new RegExp(`^${alice.username}’s chat of \\d`));
  await rowOf(bobs, path).waitFor();
  expect([await inList(bobs, path), await inHead(carols)]).toEqual([unnamed, unnamed]);
  expect(await inNotice('Where are you?')).toBe(`${carol.username} · ${unnamed}`);
  await openByTouch(bobs, path);
  expect([await inHead(bobs), await inTitle(bobs)]).toEqual([unnamed, await inTitle(alices)]);
  expect(await inTitle(bobs)).toContain(unnamed);

  // Alice names it while bob looks at it.
  await openDetails(alices);
  await openSection(alices, 'Chat settings');
  await rename(alices, 'Sunday walk');
  await isCalled(bobs, () => inHead(bobs), 'Sunday walk');
  await isCalled(bobs, () => inTitle(bobs), 'Sunday walk');
  await isCalled(carols, () => inHead(carols), 'Sunday walk');
  expect(await inList(carols, path)).toBe('Sunday walk');
  expect(await inNotice('By the bridge')).toBe(`${carol.username} · Sunday walk`);
  await goBackByTouch(bobs);
  expect(await inList(bobs, path)).toBe('Sunday walk');

  // And while he is at the list; whoever is invited reads the same.
  await rename(alices, 'Monday walk');
  await isCalled(bobs, () => inList(bobs, path), 'Monday walk');
  const daves = await newPage(phone);
  await daves.goto(path);
  await daves.getByRole('heading', { name: `${alice.username} invites you to “Monday walk”` }).waitFor();
  expect(await inTitle(daves)).toContain('“Monday walk”');
  await enterAs(daves, newName('Dave'));
  await daves.getByRole('log').waitFor();
  expect(await inHead(daves)).toBe('Monday walk');
  await openByTouch(bobs, path);
  await rename(alices, 'Tuesday walk');
  for (const page of [bobs, daves]) {
    await isCalled(page, () => inHead(page), 'Tuesday walk');
    await isCalled(page, () => inTitle(page), 'Tuesday walk');
  }
});

test('to start again offers the chat of one’s own that nobody is in and that has no name; with one or the other there is a new one', async ({
  people: { alice, bob, carol },
  threeInChat: { path },
  look,
}) => {
  const bobs = await look(bob, path);
  await goBackByTouch(bobs);
  const start = async () => {
    await bobs.getByRole('button', { name: 'Start chatting' }).tap();
    await bobs.getByRole('log').waitFor();
    const started = pathOf(bobs);
    await goBackByTouch(bobs);
    return started;
  };
  const first = await start();
  expect(await start()).toBe(first);
  // Carol has his link.
  arranged(await carol.patch(`/api${first}`, {}), 200);
  await tellOnline(bobs);
  await openByTouch(bobs, first);
  await bobs.getByText('2 members').first().waitFor();
  await goBackByTouch(bobs);
  const second = await start();
  expect(second).not.toBe(first);
  arranged(await bob.patch(`/api${second}`, { name: 'Attic' }), 200);
  await isCalled(bobs, () => inList(bobs, second), 'Attic');
  const third = await start();
  expect([first, second]).not.toContain(third);
  // To say something makes it one that is in use.
  await openByTouch(bobs, third);
  await sayByTouch(bobs, 'A note to myself');
  await bobs.getByRole('log').getByText('A note to myself').waitFor();
  await goBackByTouch(bobs);
  expect([first, second, third]).not.toContain(await start());
  // What is alice's is not offered to bob.
  expect((await alice.get(`/api${third}messages/`)).status).toBe(403);
});

test('the picture of a group is the group’s, whoever spoke last; that of a private chat is the other’s', async ({
  people: { alice, bob, carol },
  look,
}) => {
  arranged(await carol.patch('/auth/me/', { avatar: 8 }), 200);
  const path = pageAt(await startChat(alice, bob, carol));
  const { uri } = arranged(
    await carol.post<{ uri: string }>('/api/directs/', { username: bob.username }),
    201,
  );
  const [bobs, alices] = await Promise.all([look(bob, path), look(alice, path)]);
  await goBackByTouch(bobs);
  const picture = (page: Page, of: string) =>
    rowOf(page, of)
      .locator('.avatar')
      .evaluateAll((all) => all.map((each) => each.outerHTML).join());
  const before = await picture(bobs, path);
  expect(before).not.toBe('');
  await said(carol, path, 'The last word');
  for (const page of [bobs, alices]) {
    await tellOnline(page);
    await rowOf(page, path).getByText('The last word').waitFor();
    expect(await picture(page, path)).toBe(before);
  }
  await said(carol, pageAt({ uri }), 'Just us');
  await tellOnline(bobs);
  await rowOf(bobs, pageAt({ uri })).getByText('Just us').waitFor();
  const hers = await picture(bobs, pageAt({ uri }));
  expect(hers).not.toBe(before);
  // It is the one that stands beside what she says.
  await openByTouch(bobs, path);
  await hear(bobs, 'The last word');
  const beside = await bobs
    .getByRole('log')
    .getByRole('listitem')
    .filter({ hasText: 'The last word' })
    .locator('.avatar')
    .first()
    .evaluate((it) => it.innerHTML);
  expect(hers).toContain(beside);
  await gone(bobs.getByRole('dialog'));
});
