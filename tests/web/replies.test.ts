import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { arranged } from '../support/people.ts';
import { test } from './kept-pages.ts';
import { choose, said, seeSoon } from './message-steps.ts';
import { composer, focusOn, gone, message, sayOverHttp } from './steps.ts';

interface Answered {
  message: string;
  to: { username: string } | null;
  reply_to: { id: number; excerpt: string } | null;
}

test('one answers by the menu or by R, over a reload; the answer, and the link of a message, lead to it as it is now', async ({
  threeInChat: { alice, bob, path },
  look,
  newPage,
}) => {
  const id = await said(alice, path, 'Shall we meet?');
  const page = await look(bob, path);
  const chip = page.getByRole('status').filter({ hasText: 'Answering' });
  await choose(page, 'Shall we meet?', 'Reply');
  await focusOn(composer(page), 'the composer');
  await chip.getByText('Shall we meet?').waitFor();
  expect(await chip.innerText()).toContain(`Answering ${alice.username}`);
  await page.keyboard.press('Escape');
  await gone(chip);

  await message(page, 'Shall we meet?').getByRole('button', { name: 'Message actions' }).focus();
  await page.keyboard.press('r');
  await focusOn(composer(page), 'the composer');
  await page.keyboard.type('At six, r!');
  await page.reload();
  await chip.getByText('Shall we meet?').waitFor();
  await composer(page).press('Enter');
  await gone(chip);
  const quote = message(page, 'At six, r!').getByRole('button', { name: /^Answers / });
  expect(await quote.innerText()).toContain('Shall we meet?');

  // What was said since takes the original out of what is at hand after a reload.
  await sayOverHttp(
    alice,
    path,
    Array.from({ length: 110 }, (_, i) => `number ${i}`),
  );
  const { body } = await bob.get<{ messages: Answered[] }>(`/api${path}messages/?limit=200`);
  const sent = body.messages.filter(({ reply_to }) => reply_to);
  expect(sent).toMatchObject([{ message: 'At six, r!', reply_to: { id, excerpt: 'Shall we meet?' } }]);
  await bob.post(`/api${path}messages/`, { message: 'Once more', reply_to: id });
  await bob.put(`/api${path}read/`, { message_id: id + 1000 });
  await page.reload();
  await message(page, 'Once more').waitFor();
  const original = (on: Page) => on.locator(`[data-id="${id}"]`);
  expect(await original(page).count()).toBe(0);
  await alice.patch(`/api${path}messages/${id}/`, { message: 'Shall we meet today?' });
  const again = message(page, 'Once more').getByRole('button', { name: /^Answers / });
  await seeSoon(page, again.getByText('Shall we meet today?'));
  await again.click();
  await focusOn(original(page), 'the original');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await original(page).getByRole('button', { name: 'Message actions' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Copy link to this message' }).click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));

  const stranger = await newPage();
  await stranger.goto(link.pathname);
  await stranger.getByLabel('Nickname').fill('Passing by');
  await stranger.keyboard.press('Enter');
  await focusOn(original(stranger), 'the original');
  expect(new URL(stranger.url()).pathname).toBe(path);
  await stranger.goto(`${path}m/${id + 99_999}/`);
  await stranger.getByRole('alert').getByText('This is no longer there.').waitFor();

  await alice.delete(`/api${path}messages/${id}/`);
  await seeSoon(page, message(page, 'At six, r!').getByText('This message was deleted.'));
  expect(await page.getByText('Shall we meet').count()).toBe(0);
});

test('a whisper is answered by a whisper, or by nothing when one speaks up', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  arranged(await alice.post(`/api${path}messages/`, { message: 'psst', to: bob.username }), 201);
  const page = await look(bob, path);
  const chip = page.getByRole('status').filter({ hasText: 'Answering' });
  await choose(page, 'psst', 'Reply');
  await page.getByRole('status').getByText(`Whisper to ${alice.username}`).waitFor();
  await chip.waitFor();
  await page.getByRole('button', { name: 'Write to everyone instead' }).click();
  await gone(chip);
  await choose(page, 'psst', 'Reply');
  await chip.waitFor();
  await composer(page).fill('what?');
  await composer(page).press('Enter');
  await message(page, 'what?')
    .getByRole('button', { name: /^Answers / })
    .waitFor();
  // What is stored has a menu.
  const more = message(page, 'what?').getByRole('button', { name: 'Message actions' });
  await more.waitFor({ state: 'attached' });
  const { body } = await bob.get<{ messages: Answered[] }>(`/api${path}messages/`);
  expect(body.messages.at(-1)).toMatchObject({ to: alice.user, reply_to: { excerpt: 'psst' } });
});
