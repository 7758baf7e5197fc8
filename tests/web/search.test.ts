import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { threeInChat } from '../support/people.ts';
import { until } from '../support/until.ts';
import { readAll, said, seeSoon } from './message-steps.ts';
import { pageOf } from './pages.ts';
import { test as stage } from './stage.ts';
import { focusOn, gone, hear, message, sayOverHttp } from './steps.ts';

// Hundreds of messages are said here at once, to have them.
const test = stage.extend('rateLimits', { scope: 'file' }, () => 'off');

test('one finds what was said long ago, goes there, reads on, and comes back to the newest', {
  timeout: 60_000,
}, async ({ newPage, server }) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  const filler = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `Filler ${from + i}`);
  await sayOverHttp(bob, path, filler(1, 60));
  const id = await said(carol, path, 'The key is under the flowerpot');
  await sayOverHttp(bob, path, filler(61, 230));
  await readAll(alice, path);
  await alice.put(`/api${path}messages/${id}/pin/`);
  const page = await pageOf(newPage, alice, path);
  await message(page, 'Filler 230').waitFor();
  const pin = page.getByRole('region', { name: 'Pinned' }).getByRole('button', { name: /^The key is under/ });
  await pin.getByText('flowerpot').waitFor();
  expect(await page.locator(`[data-id="${id}"]`).count()).toBe(0);

  const button = page.getByRole('button', { name: 'Search this chat' });
  await button.click();
  const field = page.getByLabel('Words to look for');
  await until(() => field.evaluate((it) => it === document.activeElement), {
    what: 'the field has the focus',
  });
  await page.keyboard.type('KEY flow');
  const results = page.getByRole('list', { name: 'Found messages' });
  const result = results.getByRole('button', { name: /flowerpot/ });
  await result.waitFor();
  expect(await results.locator('mark').allTextContents()).toEqual(['key', 'flow']);
  expect(await result.getByText(carol.username).count()).toBe(1);
  // The same in all chats, from where Back leads here again, with the words.
  await page.getByRole('link', { name: 'Search all chats' }).click();
  await results.getByRole('link', { name: /flowerpot/ }).waitFor();
  await page.goBack();
  await result.waitFor();
  expect(await field.inputValue()).toBe('KEY flow');
  await result.focus();
  await page.keyboard.press('Enter');

  const row = message(page, 'The key is under the flowerpot');
  await row.waitFor();
  await until(() => row.evaluate((it) => it === document.activeElement), { what: 'the row has the focus' });
  const log = await page.getByRole('log').boundingBox();
  const place = await row.boundingBox();
  expect(place?.y).toBeGreaterThan(log?.y ?? 0);
  expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThan((log?.y ?? 0) + (log?.height ?? 0));

  // What happens there shows, and the news before it, from elsewhere, does not mix with it.
  await sayOverHttp(bob, path, ['Filler 231']);
  await carol.patch(`/api${path}messages/${id}/`, { message: 'The key is under the doormat' });
  await seeSoon(page, message(page, 'The key is under the doormat'));
  expect(await message(page, 'Filler 231').count()).toBe(0);

  // Down from there, page by page, to the newest: each once and in order.
  const seen = new Set<number>();
  const look = async () => {
    const texts = await page
      .getByRole('log')
      .getByText(/^Filler \d+$/)
      .allTextContents();
    const numbers = texts.map((text) => Number(text.slice('Filler '.length)));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    for (const number of numbers) seen.add(number);
    return page.getByRole('log').evaluate(async (it) => {
      it.scrollTop += it.clientHeight;
      // What comes near is put in after the frame in which it came near.
      for (let i = 0; i < 4; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      return it.scrollHeight - it.scrollTop - it.clientHeight < 2;
    });
  };
  await until(async () => (await look()) && (await message(page, 'Filler 231').count()) === 1, {
    what: 'the newest is reached by scrolling',
    deadlineMs: 12_000,
  });
  expect([...seen].filter((number) => number > 60).length).toBe(231 - 60);

  // And back to a place in between, and at once to the newest.
  await result.click();
  await message(page, 'The key is under the doormat').waitFor();
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await message(page, 'Filler 231').waitFor();

  // To a day on which nothing was said, and so to the first on which something was; and to one after all of it.
  await page.getByLabel('Day to go to').fill('2020-02-29');
  await page.keyboard.press('Enter');
  await focusOn(message(page, 'Filler 1'), 'the first message from that day on');
  await page.getByLabel('Day to go to').fill('2999-12-31');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await page.getByText('Nothing was said from that day on.').waitFor();
  await field.press('Escape');
  await until(() => button.evaluate((it) => it === document.activeElement), {
    what: 'the button has the focus again',
  });

  // What is pinned says it as it is now, and leads there from anywhere.
  await pin.getByText('doormat').click();
  await focusOn(message(page, 'The key is under the doormat'), 'the pinned message');
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await message(page, 'Filler 231').waitFor();

  // What answers it leads there as well, and so does its link, for a stranger behind the way in.
  await bob.post(`/api${path}messages/`, { message: 'Not any more', reply_to: id });
  const quote = message(page, 'Not any more').getByRole('button', { name: /^Answers / });
  await seeSoon(page, quote);
  const original = (on: Page) => on.locator(`[data-id="${id}"]`);
  expect(await original(page).count()).toBe(0);
  await quote.click();
  await focusOn(original(page), 'the original');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await original(page).getByRole('button', { name: 'Message actions' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Copy link to this message' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const link = new URL(await until(copied, { what: 'it is copied', is: (text) => text.includes('/m/') }));
  expect(link.pathname).toBe(`${path}m/${id}/`);
  // Over plain http there is no clipboard.
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await original(page).getByRole('button', { name: 'Message actions' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Copy link to this message' }).click();
  expect(await page.getByRole('textbox', { name: 'Link to this message' }).inputValue()).toBe(link.href);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(link.href);
  await page.keyboard.press('Escape');
  const stranger = await newPage();
  await stranger.goto(link.pathname);
  await stranger.getByLabel('Nickname').fill('Passing by');
  await stranger.keyboard.press('Enter');
  await focusOn(original(stranger), 'the original');
  expect(new URL(stranger.url()).pathname).toBe(path);
});

test('from a place in the past the pill leads to the newest, and so does sending', async ({
  newPage,
  server,
}) => {
  const { alice, bob, path } = await threeInChat(server);
  await said(bob, path, 'A needle');
  await sayOverHttp(
    bob,
    path,
    Array.from({ length: 160 }, (_, i) => `Hay ${i + 1}`),
  );
  await readAll(alice, path);
  const page = await pageOf(newPage, alice, path, { width: 320, height: 640 });
  await message(page, 'Hay 160').waitFor();
  const goThere = async () => {
    await page.getByRole('button', { name: 'Search this chat' }).click();
    await page.getByLabel('Words to look for').fill('needle');
    await page.getByRole('button', { name: /A needle/ }).click();
    // On a narrow screen the search covered the talk, and is gone.
    await message(page, 'A needle').waitFor();
    await gone(page.getByLabel('Words to look for'));
  };
  await goThere();
  expect(await message(page, 'Hay 160').count()).toBe(0);
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await message(page, 'Hay 160').waitFor();
  await goThere();
  await page.getByRole('textbox', { name: 'Message' }).fill('Found it');
  await page.keyboard.press('Enter');
  await message(page, 'Found it').waitFor();
  await message(page, 'Hay 160').waitFor();
});

test('a search finds no whispers of others, and says when there is nothing', async ({ newPage, server }) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  await bob.post(`/api${path}messages/`, { message: 'A secret plan', to: carol.username });
  await said(bob, path, 'No secrets');
  const page = await pageOf(newPage, alice, path);
  await hear(page, 'No secrets');
  await page.getByRole('button', { name: 'Search this chat' }).click();
  await page.getByLabel('Words to look for').fill('plan');
  await page.getByText('Nothing found.').waitFor();
  await page.getByLabel('Words to look for').fill('secret');
  await page.getByText('1 message found.').waitFor();
});
