import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { until } from '../support/until.ts';
import { intercept } from './intercept.ts';

import { openOwnChat } from './pages.ts';
import { test } from './stage.ts';
import { composer, goLive, hear, message, openDetails, say, sayOverHttp, tellOnline } from './steps.ts';

const polls = '**/api/events/**';
const lost = (page: Page) => page.getByRole('status').getByText('The news could not be read');

async function talk(page: Page, server: Parameters<typeof personInChat>[0]) {
  const path = await openOwnChat(page, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  await goLive(page);
  return { bob, path };
}

/**
 * Presses what the page takes away by itself when what it is for has come back. The page has a clock of ours, and that stands meanwhile: what mends it is the press. One that
 * falls in with an attempt of before does nothing, so it is pressed until it is gone.
 */
async function pressUntilGone(button: Locator, mend: () => void): Promise<void> {
  await button.click({ trial: true });
  await button.page().clock.pauseAt(Date.now() + 60_000);
  mend();
  const press = () =>
    button.evaluateAll((found) => {
      for (const it of found) if (it instanceof HTMLElement) it.click();
      return found.length;
    });
  await until(press, { what: 'nothing is left to press', is: (count) => count === 0 });
  await button.page().clock.resume();
}

test('an answer that is no page of events is said, and the talk goes on from a fresh snapshot', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  await page.clock.install();
  const { bob, path } = await talk(page, server);
  const mend = await intercept(page, polls, (route) => route.fulfill({ json: { welcome: 'to the hotel' } }));
  await tellOnline(page);
  await lost(page).waitFor();
  await sayOverHttp(bob, path, ['Said meanwhile']);
  // The page stays usable: what is said goes out, and bob has it.
  await say(page, 'I can write');
  await until(async () => (await bob.get(`/api${path}messages/`)).text, {
    what: 'bob has it',
    is: (text) => text.includes('I can write'),
  });
  await pressUntilGone(page.getByRole('button', { name: 'Try now' }), mend);
  await lost(page).waitFor({ state: 'detached' });
  await message(page, 'Said meanwhile').waitFor();
  expect(await message(page, 'I can write').count()).toBe(1);
  await sayOverHttp(bob, path, ['And on']);
  await hear(page, 'And on');
});

test('an event that can’t be applied does not end the news, and takes nothing away', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  const { bob, path } = await talk(page, server);
  const uri = path.split('/')[2];
  const poison = { id: 'p', type: 'message.created', chat: uri, at: new Date().toISOString(), data: null };
  let poisoned = 0;
  let mayGoOn = () => {};
  const wasRead = new Promise<void>((resolve) => {
    mayGoOn = resolve;
  });
  await intercept(page, polls, async (route) => {
    poisoned += 1;
    // The next one would end what is said of it.
    if (poisoned > 1) return wasRead.then(() => route.fallback());
    const poll = { mode: 'interval', wait: 25, interval: 3, retry: 0 };
    return route.fulfill({ json: { cursor: 'p', events: [poison], has_more: false, state: {}, poll } });
  });
  // The held poll brings it, and the next one the poison; or the other way round, where none was held yet.
  await sayOverHttp(bob, path, ['Whole as well']);
  await lost(page).waitFor();
  mayGoOn();
  await message(page, 'Whole as well').waitFor();
  await lost(page).waitFor({ state: 'detached' });
  await sayOverHttp(bob, path, ['And on']);
  await hear(page, 'And on');
  expect(await message(page, 'Whole as well').count()).toBe(1);
});

test('a list of chats and a talk that are no such thing are asked for again', async ({ newPage, server }) => {
  const page = await newPage();
  const { bob, path } = await talk(page, server);
  await sayOverHttp(bob, path, ['Here']);
  const mend = await intercept(page, /\/api\/chats\//, (route) =>
    route.request().method() === 'GET' ? route.fulfill({ json: [] }) : route.fallback(),
  );
  await page.reload();
  await page.getByText('The server can’t be reached').first().waitFor();
  mend();
  // It may have tried by itself at this very moment: then there is no button any more that one could press.
  await tellOnline(page);
  await message(page, 'Here').waitFor();
});

test('a part that breaks says so and can be drawn again, and the rest of the page goes on', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  const { bob, path } = await talk(page, server);
  await sayOverHttp(bob, path, ['How does that sound?']);
  const mend = await intercept(page, '**/messages/', async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const answer = await route.fetch();
    const body = await answer.json();
    // What no server sends, and what a row is drawn of.
    for (const one of body.messages) one.sentiment = null;
    return route.fulfill({ response: answer, json: body });
  });
  await page.reload();
  const broken = page.getByRole('alert').filter({ hasText: 'Something in this part went wrong.' });
  await broken.waitFor();
  // The list beside it is there, and one can go on writing; bob has it.
  await page.getByRole('list', { name: 'Your chats' }).getByRole('link').first().waitFor();
  await say(page, 'I can write');
  await hearAt(bob, path, 'I can write');
  await broken.getByRole('button', { name: 'Try again' }).click();
  await broken.waitFor();
  mend();
  await broken.getByRole('button', { name: 'Reload' }).click();
  await message(page, 'I can write').waitFor();
  await broken.waitFor({ state: 'detached' });
});

test('code that can’t be fetched is said and fetched again, and nothing that was written is lost meanwhile', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  await page.clock.install();
  const { bob, path } = await talk(page, server);
  const mend = await intercept(page, /assets\/(images|chat-details)-/, (route) => route.abort());
  const failed = page.getByText('This part could not be loaded.');
  await page.getByLabel('Add images').setInputFiles({
    name: 'hut.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  await failed.waitFor();
  // Text goes out without the image.
  await say(page, 'The picture follows');
  await message(page, 'The picture follows').getByRole('img').waitFor();
  await hearAt(bob, path, 'The picture follows');
  await composer(page).fill('Here it is');
  await pressUntilGone(page.getByRole('button', { name: 'Try again' }), mend);
  await page.getByRole('list', { name: 'Images to send' }).getByRole('img').waitFor();
  expect(await composer(page).inputValue()).toBe('Here it is');
  await composer(page).press('Enter');
  await page
    .getByRole('log')
    .getByRole('button', { name: /Image from .*Here it is/ })
    .waitFor();
  await failed.waitFor({ state: 'detached' });
  await openDetails(page);
});

function hearAt(person: Awaited<ReturnType<typeof personInChat>>, path: string, text: string) {
  return until(async () => (await person.get(`/api${path}messages/`)).text, {
    what: `${person.username} has it`,
    is: (body) => body.includes(text),
  });
}
