import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { arranged, pageAt } from '../support/people.ts';
import { shiftClock } from '../support/shifted-clock.ts';
import { until } from '../support/until.ts';
import { openSection } from './details-steps.ts';
import { test as kept } from './kept-pages.ts';
import { choose, said, seeSoon } from './message-steps.ts';
import { composer, focusOn, hear, message, openDetails, say, tellOnline } from './steps.ts';
import { chooseByTouch, phone, sayByTouch } from './touch-steps.ts';

/** What one does and two others see: Alice and Carol at desks, and Bob on a phone. */
const test = kept.extend('devices', { scope: 'file' }, () => ({ bob: phone }));

test('in a small chat one asks who has read something, and is told of nobody who keeps it to themselves', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  await sayByTouch(bobs, 'Who reads this?');
  for (const page of [alices, carols]) await hear(page, 'Who reads this?');
  const { body } = await bob.get<{ messages: { id: number }[] }>(`/api${path}messages/`);
  const readers = async () => {
    const seen = `/api${path}messages/${body.messages.at(-1)?.id}/seen/`;
    return (await bob.get<{ seen_by: unknown[] }>(seen)).body.seen_by.length;
  };
  await until(readers, { what: 'both have read it', is: (count) => count === 2 });
  const list = bobs.getByRole('list', { name: 'Seen by' });
  await chooseByTouch(bobs, 'Who reads this?', 'Seen by …');
  await list.getByText(alice.username).waitFor();
  expect(await list.getByRole('listitem').allInnerTexts()).toEqual([alice.username, carol.username]);
  await bobs.keyboard.press('Escape');

  arranged(await carol.patch('/auth/me/', { read_receipts: false }), 200);
  await chooseByTouch(bobs, 'Who reads this?', 'Seen by …');
  await list.getByText(alice.username).waitFor();
  expect(await list.getByRole('listitem').allInnerTexts()).toEqual([alice.username]);
  await bobs.keyboard.press('Escape');
  await say(carols, 'And this?');
  await message(carols, 'And this?').getByRole('img').waitFor();
  await choose(carols, 'And this?', 'Seen by …');
  await carols.getByText('You keep to yourself what you have read').waitFor();
  await carols.keyboard.press('Escape');
  arranged(await carol.patch('/auth/me/', { read_receipts: true }), 200);
});

test('in a private chat one sees what the other has read, and nobody else does', async ({
  people: { alice, bob, carol },
  threeInChat: { path },
  look,
}) => {
  const { uri } = arranged(
    await alice.post<{ uri: string }>('/api/directs/', { username: bob.username }),
    201,
  );
  const [alices, bobs, carols] = await Promise.all([
    look(alice, pageAt({ uri })),
    look(bob, pageAt({ uri })),
    look(carol, path),
  ]);
  await sayByTouch(bobs, 'Just us');
  await hear(alices, 'Just us');
  await seeSoon(bobs, bobs.getByText('Seen', { exact: true }));
  expect(await alices.getByText('Seen', { exact: true }).count()).toBe(0);
  expect(await carols.getByRole('list', { name: 'Your chats' }).getByText(bob.username).count()).toBe(0);
});

test('what one pins and what the chat is about stands above the talk at both others’, and one who is removed is named there', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  arranged(await carol.patch('/auth/me/', { display_name: 'كارول' }), 200);
  await said(carol, path, 'By the bridge');
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  const pinned = (page: Page) => page.getByRole('region', { name: 'Pinned' });
  await choose(alices, 'By the bridge', 'Pin for all');
  arranged(await alice.patch(`/api${path}`, { topic: 'Where we meet' }), 200);
  for (const page of [bobs, carols]) {
    await seeSoon(page, page.getByRole('banner').getByText('Where we meet'));
    await pinned(page).getByRole('button', { name: 'By the bridge' }).waitFor();
  }
  await pinned(bobs).getByRole('button', { name: 'By the bridge' }).tap();
  await focusOn(message(bobs, 'By the bridge'), 'what is pinned');
  await pinned(bobs).getByRole('button', { name: '1 pinned message' }).tap();
  await bobs
    .getByRole('dialog', { name: 'Pinned messages' })
    .getByText(`Pinned by ${alice.username}`)
    .waitFor();
  await bobs.getByRole('button', { name: 'Close' }).tap();
  arranged(await alice.delete(`/api${path}members/${carol.username}/`), 204);
  await seeSoon(alices, alices.getByText('You removed كارول'));
  await seeSoon(bobs, bobs.getByText(`${alice.username} removed كارول`));
  // Whichever way a name in it runs, a sentence begins where the page does.
  const came = bobs.getByText('كارول joined');
  expect(await came.evaluate((it) => getComputedStyle(it).direction)).toBe('ltr');
  await seeSoon(carols, carols.getByRole('heading', { name: `You were removed by ${alice.username}` }));
  arranged(await carol.patch('/auth/me/', { display_name: carol.username }), 200);
});

test('a time after which messages disappear is told to all, and then they are gone from talk, list and replies of all', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const [alices, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  await openDetails(alices);
  await openSection(alices, 'Disappearing messages');
  await alices.getByLabel('Messages from now on').selectOption('disappear after 1 day');
  await alices.getByText('You let messages disappear after 1 day').waitFor();
  for (const page of [bobs, carols]) {
    await seeSoon(page, page.getByText(`${alice.username} lets messages disappear after 1 day`));
    await page.getByRole('img', { name: 'Messages disappear after 1 day' }).waitFor();
  }
  await sayByTouch(bobs, 'The safe is open');
  for (const page of [alices, carols]) await hear(page, 'The safe is open');
  // An answer that stays, though what it answers does not.
  arranged(await alice.patch(`/api${path}`, { disappear_after: null }), 200);
  await choose(carols, 'The safe is open', 'Reply');
  await composer(carols).fill('Close it');
  await composer(carols).press('Enter');
  for (const page of [alices, bobs]) await hear(page, 'Close it');
  arranged(await alice.patch(`/api${path}`, { disappear_after: 86_400 }), 200);
  await said(bob, path, 'The safe is shut');
  const secret = (page: Page) => page.getByText(/The safe is/);
  for (const page of [alices, carols]) {
    await hear(page, 'The safe is shut');
    // In the talk, in the list and in the reply.
    await until(() => secret(page).count(), { what: 'it is everywhere', is: (count) => count === 4 });
  }
  shiftClock(86_400_000 + 1000);
  for (const page of [alices, bobs, carols]) {
    await tellOnline(page);
    await until(() => secret(page).count(), { what: 'all of it is gone', is: (count) => count === 0 });
    await message(page, 'Close it').getByText('This message was deleted.').waitFor();
  }
});
