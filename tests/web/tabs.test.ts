import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { until } from '../support/until.ts';
import { openOwnChat } from './pages.ts';
import { test } from './stage.ts';
import { countPolls, goLive, message, openChat, say, sayOverHttp } from './steps.ts';

test('of two tabs one polls for both, and the other goes on when it closes', async ({ newPage, server }) => {
  const first = await newPage();
  const path = await openOwnChat(first, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  await goLive(first);
  const second = await first.context().newPage();
  await openChat(second, path);
  // The tab that was opened last is the one that is looked at, so it leads.
  await Promise.all([goLive(first), goLive(second)]);
  const [polls, others] = [countPolls(second), countPolls(first)];
  for (const text of ['One', 'Two', 'Three']) {
    await sayOverHttp(bob, path, [text]);
    await Promise.all([message(first, text).waitFor(), message(second, text).waitFor()]);
  }
  expect(others()).toBe(0);
  expect(polls()).toBeGreaterThan(0);
  await second.close();
  // What is said sooner the one that closes may still hand on.
  await until(others, { what: 'the first one polls', is: (count) => count > 0 });
  await sayOverHttp(bob, path, ['Four']);
  await message(first, 'Four').waitFor();
  for (const text of ['One', 'Two', 'Three', 'Four']) expect(await message(first, text).count()).toBe(1);
});

test('what is written in one tab shows in the other at once, and is sent once', async ({
  newPage,
  server,
}) => {
  const first = await newPage();
  const path = await openOwnChat(first, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  const second = await first.context().newPage();
  await openChat(second, path);
  await goLive(second);
  await first.context().setOffline(true);
  await first.getByText('The server can’t be reached').waitFor();
  await say(first, 'From the first');
  await message(second, 'From the first').getByText('Waiting for the line').waitFor();
  await first.context().setOffline(false);
  for (const page of [first, second]) await message(page, 'From the first').getByRole('img').waitFor();
  for (const page of [first, second]) expect(await message(page, 'From the first').count()).toBe(1);
  const { body } = await bob.get<{ messages: unknown[] }>(`/api${path}messages/`);
  expect(body.messages).toHaveLength(1);
});
