import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { intercept } from './intercept.ts';
import { openOwnChat, signUp } from './pages.ts';
import { readLog } from './read-log.ts';
import { test as stage } from './stage.ts';
import {
  badge,
  countPolls,
  goLive,
  hear,
  message,
  openDetails,
  say,
  sayOverHttp,
  tellOnline,
} from './steps.ts';

// Hundreds of messages are said here at once, to have them.
const test = stage.extend('rateLimits', { scope: 'file' }, () => 'off');

const notice = (page: Page) => page.getByRole('status').getByText('The server can’t be reached');

test('a server that stops is noticed, and when it is back the talk goes on with nothing doubled', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  const path = await openOwnChat(page, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  await say(page, 'Before');
  await sayOverHttp(bob, path, ['Also before']);
  await hear(page, 'Also before');
  await goLive(page);
  await server.halt();
  await notice(page).waitFor();
  expect(await message(page, 'Before').isVisible()).toBe(true);
  await say(page, 'Meanwhile');
  await message(page, 'Meanwhile').getByText('Waiting for the line').waitFor();
  expect(await badge(page).textContent()).toBe('waiting, 1 to send');
  await server.resume();
  await tellOnline(page);
  await message(page, 'Meanwhile').getByRole('img').waitFor();
  await notice(page).waitFor({ state: 'detached' });
  await goLive(page);
  await sayOverHttp(bob, path, ['After']);
  await message(page, 'After').waitFor();
  for (const text of ['Before', 'Also before', 'Meanwhile', 'After'])
    expect(await message(page, text).count()).toBe(1);
});

test('of more messages than one answer holds, none is missed after a gap', async ({ newPage, server }) => {
  const page = await newPage();
  const path = await openOwnChat(page, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  // An answer would hold five hundred: as if each held twenty.
  await intercept(page, /api\/events\//, (route) => {
    const url = route
      .request()
      .url()
      .replace(/limit=\d+/, 'limit=20');
    return route.continue({ url });
  });
  await page.context().setOffline(true);
  await notice(page).waitFor();
  const texts = Array.from({ length: 70 }, (_, index) => `Missed ${index + 1}`);
  await sayOverHttp(bob, path, texts);
  const answers = countPolls(page);
  await page.context().setOffline(false);
  await message(page, 'Missed 70').waitFor();
  expect(answers()).toBeGreaterThan(3);
  const shown = await readLog(page);
  expect(shown.filter((text) => text.startsWith('Missed'))).toEqual(texts);
});

test('a chat that is opened while the server is away opens by itself when it is back', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  await signUp(page, newName('alice'));
  const { body } = await (await signUpOverHttp(server, newName('bob'))).post<{ uri: string }>('/api/chats/');
  const letThrough = await intercept(page, '**/api/**', (route) => route.abort());
  await page.goto(`/chats/${body.uri}/`);
  await notice(page).waitFor();
  letThrough();
  // It may have tried by itself at this very moment: then there is no button any more that one could press.
  await tellOnline(page);
  await page.getByRole('log').waitFor();
});

test('a snapshot is taken anew when the place in the log is lost, and a busy server is given the time that it asks for', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  const path = await openOwnChat(page, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  await goLive(page);
  const letThrough = await intercept(page, /events\/\?cursor=/, (route) => route.abort());
  await tellOnline(page);
  await notice(page).waitFor();
  await sayOverHttp(bob, path, ['Said in the gap']);
  letThrough();
  let refusals = 0;
  await page.route(/events\/\?cursor=/, (route) => {
    if (refusals > 0) return route.fallback();
    refusals += 1;
    return route.fulfill({ status: 410, json: { detail: 'Gone.', code: 'cursor_expired' } });
  });
  await tellOnline(page);
  await message(page, 'Said in the gap').waitFor();
  expect(refusals).toBe(1);

  const polls = countPolls(page);
  await page.route('**/api/events/**', (route) =>
    route.fulfill({ status: 503, headers: { 'Retry-After': '60' }, json: { detail: 'overloaded' } }),
  );
  await tellOnline(page);
  await page.getByRole('status').getByText('The server is busy').waitFor();
  const made = polls();
  expect(await badge(page).textContent()).toBe('waiting');
  await tellOnline(page);
  await tellOnline(page);
  expect(polls()).toBe(made);
});

test('polls end with the log-out', async ({ newPage }) => {
  const page = await newPage();
  await openOwnChat(page, newName('alice'));
  await goLive(page);
  await openDetails(page);
  // The server does not hear of it: it is the page that ends them, and not a token that is refused.
  await intercept(page, '**/auth/token/destroy/', (route) => route.abort());
  await page.clock.install();
  const isPoll = (request: Request) => request.url().includes('/api/events/');
  // The line is live, so that one is held now, or is about to be.
  const held = page.waitForRequest((request) => isPoll(request) && request.url().includes('wait='));
  await tellOnline(page);
  const poll = await held;
  const ended = page.waitForEvent('requestfailed', (request) => request === poll);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await ended;
  const polls = countPolls(page);
  await page.clock.runFor(120_000);
  // What is asked is told in its order: a poll would have been told before this.
  await page.evaluate(() => fetch('/healthz/').then(() => {}));
  expect(polls()).toBe(0);
});
