import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { intercept } from './intercept.ts';
import { test } from './kept-pages.ts';
import { openOwnChat } from './pages.ts';
import {
  badge,
  countOnServer,
  cutLine,
  message,
  openDetails,
  refuseSends,
  say,
  tellOnline,
} from './steps.ts';

test('what is written without a network waits, survives a reload, and is sent once when the network is back', async ({
  ownChat: { page, path },
  server,
}) => {
  const bob = await personInChat(server, newName('bob'), path);
  await page.context().setOffline(true);
  for (const text of ['First', 'Second']) await say(page, text);
  await message(page, 'Second').getByText('Waiting for the line').waitFor();
  expect(await badge(page).textContent()).toBe('waiting, 2 to send');
  // The network is back for the page itself, and not yet for what it sends.
  const letSendsThrough = await intercept(page, '**/messages/', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await page.context().setOffline(false);
  await page.reload();
  await message(page, 'Second').waitFor();
  expect(await countOnServer(bob, path, 'First')).toBe(0);
  letSendsThrough();
  await tellOnline(page);
  await message(page, 'Second').getByRole('img').waitFor();
  const shown = await page
    .getByRole('log')
    .getByText(/^(First|Second)$/)
    .allTextContents();
  expect(shown).toEqual(['First', 'Second']);
  for (const text of shown) expect(await countOnServer(bob, path, text)).toBe(1);
});

test('a reload before the answer came doubles nothing', async ({ ownChat: { page, path }, server }) => {
  const bob = await personInChat(server, newName('bob'), path);
  // The server takes it, the answer never comes back, and no poll tells either.
  const letAnswersThrough = await intercept(page, '**/messages/', async (route) => {
    if (route.request().method() === 'POST') await route.fetch();
    await route.abort();
  });
  const mendLine = await cutLine(page);
  await say(page, 'Only once');
  await message(page, 'Only once').getByText('Waiting for the line').waitFor();
  await expect.poll(() => countOnServer(bob, path, 'Only once')).toBe(1);
  letAnswersThrough();
  await page.reload();
  await mendLine();
  await message(page, 'Only once').getByRole('img').waitFor();
  expect(await message(page, 'Only once').count()).toBe(1);
  expect(await countOnServer(bob, path, 'Only once')).toBe(1);
});

test('what the server refuses is left to its author, over a reload too', async ({ ownChat: { page } }) => {
  const takeSends = await refuseSends(page);
  await say(page, 'Refused');
  await message(page, 'Refused').getByText('You are not allowed to do that.').waitFor();
  await say(page, 'Also refused');
  await message(page, 'Also refused').getByText('Not sent.').waitFor();
  takeSends();
  await page.reload();
  await message(page, 'Refused').getByRole('button', { name: 'Retry' }).click();
  await message(page, 'Refused').getByRole('img').waitFor();
  await message(page, 'Also refused').getByRole('button', { name: 'Discard' }).click();
  await message(page, 'Also refused').waitFor({ state: 'detached' });
  await page.reload();
  await message(page, 'Refused').waitFor();
  expect(await message(page, 'Also refused').count()).toBe(0);
});

test('logging out leaves nothing unsent behind', async ({ newPage }) => {
  const page = await newPage();
  await openOwnChat(page, newName('alice'));
  await refuseSends(page);
  await say(page, 'Private');
  await message(page, 'Private').getByText('Not sent.').waitFor();
  await openDetails(page);
  await page.getByRole('button', { name: 'Log out' }).click();
  const question = page.getByRole('dialog');
  await question.getByText('1 message not sent yet will be lost.').waitFor();
  await question.getByRole('button', { name: 'Stay' }).click();
  await message(page, 'Private').getByText('Not sent.').waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await question.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Private');
});
