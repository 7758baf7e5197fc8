import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { threeInChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { intercept } from './intercept.ts';
import { test } from './kept-pages.ts';
import { pageOf, threePages } from './pages.ts';
import { composer, focusOn, gone, hear, message, say, tellOnline } from './steps.ts';

/** What is on the page beyond the composer, title included. */
async function everythingOn(page: Page): Promise<string> {
  return `${await page.title()} ${await page.locator('body').innerText()}`;
}

/** The chip that says for whom it is that one writes. */
function chip(page: Page, { username }: Person) {
  return page.getByRole('status').filter({ hasText: `Whisper to ${username}` });
}

async function messagesOf(person: Person, path: string) {
  const { body } = await person.get<{ messages: { message: string; to: { username: string } | null }[] }>(
    `/api${path}messages/`,
  );
  return body.messages.map(({ message, to }) => [message, to?.username ?? null]);
}

test('a whisper shows on the pages of its two people, marked as one, and leaves no trace on a third', async ({
  server,
  newPage,
}) => {
  const { alice, bob, carol, path } = await threePages({ server, newPage });
  // That somebody types is told to everyone: of a whisper it is not.
  const typing: string[] = [];
  alice.page.on('request', (request) => request.url().endsWith('/typing/') && typing.push(request.url()));
  await composer(alice.page).pressSequentially(`@${bob.username.toUpperCase()} just us`);
  await chip(alice.page, bob).waitFor();
  expect(await composer(alice.page).inputValue()).toBe('just us');
  expect(typing).toEqual([]);
  await composer(alice.page).press('Enter');
  await hear(bob.page, 'just us');
  expect(await message(bob.page, 'just us').innerText()).toContain('Whisper to you');
  await message(alice.page, 'just us').getByText(`Whisper to ${bob.username}`).waitFor();
  await gone(chip(alice.page, bob));
  // What comes after it has come, and the whisper has not.
  await carol.post(`/api${path}messages/`, { message: 'Anyone here?' });
  await hear(carol.page, 'Anyone here?');
  expect(await everythingOn(carol.page)).not.toContain('just us');
  expect(await carol.page.getByText('Whisper').count()).toBe(0);
  expect(await carol.page.title()).not.toMatch(/^\(/);
  await carol.page.goto('/');
  await carol.page.getByText('Anyone here?').waitFor();
  expect(await everythingOn(carol.page)).not.toContain('just us');
  expect(await carol.page.getByLabel(/unread/).count()).toBe(0);
  expect(await messagesOf(carol, path)).toEqual([['Anyone here?', null]]);
});

test('while @… is written the people it may mean are offered: arrows choose, Enter takes, Escape closes', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const page = await look(alice, path);
  const option = (person: Person) => page.getByRole('option', { name: person.username });
  await composer(page).pressSequentially('@');
  await option(bob).waitFor();
  expect(await page.getByRole('option').count()).toBe(2);
  const chosen = (person: Person) => page.getByRole('option', { name: person.username, selected: true });
  await chosen(bob).waitFor();
  await composer(page).press('ArrowDown');
  await chosen(carol).waitFor();
  const pointed = await composer(page).getAttribute('aria-activedescendant');
  expect(pointed).toBe(await option(carol).getAttribute('id'));
  await composer(page).press('Enter');
  await chip(page, carol).waitFor();
  expect(await composer(page).inputValue()).toBe('');
  // Taken back by Backspace at the very start, then by the button; what is written stays.
  await composer(page).fill('to whom');
  await composer(page).press('Home');
  await composer(page).press('Backspace');
  await gone(chip(page, carol));
  expect(await composer(page).inputValue()).toBe('to whom');
  await composer(page).fill('@b');
  await option(bob).click();
  await chip(page, bob).waitFor();
  await composer(page).fill('Dear all');
  await page.getByRole('button', { name: 'Write to everyone instead' }).click();
  await focusOn(composer(page), 'the composer');
  await composer(page).press('Enter');
  await message(page, 'Dear all').getByRole('img').waitFor();
  await composer(page).fill('@');
  await option(bob).waitFor();
  await composer(page).press('Escape');
  await gone(page.getByRole('option'));
  expect(await messagesOf(bob, path)).toEqual([['Dear all', null]]);
});

test('a name that is sent before anyone could read it becomes a whisper and not a public message', async ({
  server,
  newPage,
}) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  const page = await pageOf(newPage, alice, path);
  // The code that reads names never comes.
  const letThrough = await intercept(page, '**/whisper-address-*', (route) => route.abort());
  await say(page, `@${bob.username} hush`);
  await page.getByText('This part could not be loaded.').waitFor();
  await composer(page).press('Enter');
  letThrough();
  await page.reload();
  await chip(page, bob).waitFor();
  expect(await composer(page).inputValue()).toBe('hush');
  await composer(page).press('Enter');
  await message(page, 'hush').getByRole('img').waitFor();
  expect(await messagesOf(carol, path)).toEqual([]);
  expect(await messagesOf(bob, path)).toEqual([['hush', bob.username]]);
});

test('a whisper on its way stays a whisper over a reload and without a network', async ({
  server,
  newPage,
}) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  const page = await pageOf(newPage, alice, path);
  const sendsAgain = await intercept(page, '**/messages/', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await composer(page).fill(`@${bob.username} between us`);
  await chip(page, bob).waitFor();
  await composer(page).press('Enter');
  await message(page, 'between us').getByText(`Whisper to ${bob.username}`).waitFor();
  await page.reload();
  await message(page, 'between us').getByText(`Whisper to ${bob.username}`).waitFor();
  sendsAgain();
  await tellOnline(page);
  await message(page, 'between us')
    .getByRole('img', { name: /Sounds/ })
    .waitFor();
  expect(await messagesOf(carol, path)).toEqual([]);
  expect(await messagesOf(bob, path)).toEqual([['between us', bob.username]]);
});

test('a whisper to someone who left says why it did not go, and never goes to the others', async ({
  server,
  newPage,
}) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  const page = await pageOf(newPage, alice, path);
  await composer(page).fill(`@${bob.username} are you still here?`);
  await chip(page, bob).waitFor();
  await bob.delete(`/api${path}members/${bob.username}/`);
  await tellOnline(page);
  await composer(page).press('Enter');
  const row = message(page, 'are you still here?');
  await row.getByText('Not sent.').waitFor();
  expect(await row.getByRole('alert').innerText()).toMatch(/not|member|chat/i);
  await page.reload();
  await row.getByText(`Whisper to ${bob.username}`).waitFor();
  await row.getByRole('button', { name: 'Retry' }).click();
  await row.getByText('Not sent.').waitFor();
  await row.getByRole('button', { name: 'Discard' }).click();
  await row.waitFor({ state: 'detached' });
  expect(await messagesOf(carol, path)).toEqual([]);
});

test('drafts are kept for each chat over a reload, with whom they are for, until one logs out', async ({
  server,
  newPage,
}) => {
  const { alice, bob, path } = await threeInChat(server);
  const { body: other } = await alice.post<{ uri: string }>('/api/chats/');
  const page = await pageOf(newPage, alice, path);
  const link = (to: string) => page.getByRole('list', { name: 'Your chats' }).locator(`a[href="${to}"]`);
  const go = (to: string) => link(to).click();
  await composer(page).fill(`@${bob.username} half a secret`);
  await chip(page, bob).waitFor();
  await go(`/chats/${other.uri}/`);
  await gone(chip(page, bob));
  await link(path).getByText('Draft: half a secret').waitFor();
  await composer(page).fill('half a thought');
  await gone(link(`/chats/${other.uri}/`).getByText('Draft:'));
  await go(path);
  await chip(page, bob).waitFor();
  await link(`/chats/${other.uri}/`).getByText('Draft: half a thought').waitFor();
  await gone(link(path).getByText('Draft:'));
  expect(await composer(page).inputValue()).toBe('half a secret');
  await go(`/chats/${other.uri}/`);
  await gone(chip(page, bob));
  await page.reload();
  await composer(page).waitFor();
  await expect.poll(() => composer(page).inputValue()).toBe('half a thought');
  await page.goto('/');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('button', { name: 'Log out' }).waitFor({ state: 'detached' });
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('half a');
});

test('in one’s own whisper one sees where the focus is: the ring is not as light as the bubble', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  const link = 'https://example.org/';
  await alice.post(`/api${path}messages/`, { message: `in secret: ${link}`, to: bob.username });
  await alice.post(`/api${path}messages/`, { message: `aloud: ${link}` });
  const page = await look(alice, path);
  const ringOf = async (text: string) => {
    const found = page.getByRole('log').getByRole('listitem').filter({ hasText: text }).getByRole('link');
    await found.press('Shift');
    return found.evaluate((element) => getComputedStyle(element).outlineColor);
  };
  expect(await ringOf('aloud')).toBe('rgb(255, 255, 255)');
  expect(await ringOf('in secret')).not.toBe('rgb(255, 255, 255)');
});
