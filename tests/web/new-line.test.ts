import { expect } from 'vitest';
import { test } from './kept-pages.ts';
import { said, seeSoon } from './message-steps.ts';
import { message, say, sayOverHttp } from './steps.ts';

test('a line stands where the unread began when one came, and stays while one reads on', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const seenId = await said(bob, path, 'Seen');
  await alice.put(`/api${path}read/`, { message_id: seenId });
  await said(alice, path, 'My own word');
  await said(bob, path, 'First unread');
  await said(carol, path, 'Second unread');
  const page = await look(alice, path);
  const rows = () =>
    page
      .getByRole('log')
      .getByRole('listitem')
      .filter({ hasText: /unread|Seen|own word|^New$|later/ })
      .evaluateAll((all) =>
        all.map((it) => /(New|Seen|(First|Second) unread|own word|later)/.exec(it.textContent ?? '')?.[0]),
      );
  await message(page, 'Second unread').waitFor();
  expect(await rows()).toEqual(['Seen', 'own word', 'New', 'First unread', 'Second unread']);
  await sayOverHttp(bob, path, ['And later']);
  await seeSoon(page, message(page, 'And later'));
  expect(await rows()).toEqual(['Seen', 'own word', 'New', 'First unread', 'Second unread', 'later']);
});

test('whoever has read everything sees no such line', async ({ threeInChat: { alice, bob, path }, look }) => {
  await alice.put(`/api${path}read/`, { message_id: await said(bob, path, 'Seen') });
  const page = await look(alice, path);
  await message(page, 'Seen').waitFor();
  await say(page, 'Mine');
  await message(page, 'Mine').waitFor();
  expect(await page.getByRole('log').getByText('New', { exact: true }).count()).toBe(0);
});
