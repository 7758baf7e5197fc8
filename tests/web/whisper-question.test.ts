import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { threeInChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import { intercept } from './intercept.ts';
import { test } from './kept-pages.ts';
import { pageOf } from './pages.ts';
import { composer, cutLine, focusOn, gone, hear, message, say } from './steps.ts';

// What begins with an @ and is nobody's name as far as the page knows: it is never said aloud without a question.

const question = (page: Page) => page.getByRole('dialog', { name: 'Whom is this for?' });
const answer = (page: Page, name: string) =>
  question(page).getByRole('button', { name, exact: true }).click();
const chip = (page: Page, { username }: Person) =>
  page.getByRole('status').filter({ hasText: `Whisper to ${username}` });

async function messagesOf(person: Person, path: string) {
  const { body } = await person.get<{ messages: { message: string; to: { username: string } | null }[] }>(
    `/api${path}messages/`,
  );
  return body.messages.map(({ message, to }) => [message, to?.username ?? null]);
}

test('a slip of the pen is asked about, and becomes a whisper that only its two people see', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const [page, bobs, carols] = await Promise.all([look(alice, path), look(bob, path), look(carol, path)]);
  await say(page, `@x${bob.username} the secret`);
  await question(page).getByText(`Nobody here is called “x${bob.username}”`).waitFor();
  await answer(page, `Whisper to ${bob.username}`);
  await chip(page, bob).waitFor();
  expect(await composer(page).inputValue()).toBe('the secret');
  expect(await messagesOf(carol, path)).toEqual([]);
  await focusOn(composer(page), 'the composer');
  await composer(page).press('Enter');
  await hear(bobs, 'the secret');
  expect(await messagesOf(bob, path)).toEqual([['the secret', bob.username]]);
  // What comes after it has come to carol, and it has not.
  await bob.post(`/api${path}messages/`, { message: 'For all' });
  await hear(carols, 'For all');
  expect(await carols.locator('body').innerText()).not.toContain('the secret');
});

test('the way back has the focus, so that neither a second Enter nor Escape says anything; aloud is a choice', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  const page = await look(alice, path);
  for (const key of ['Enter', 'Escape']) {
    await say(page, '@home by nine');
    await focusOn(question(page).getByRole('button', { name: 'Go back and correct' }), 'the way back');
    await page.keyboard.press(key);
    await gone(question(page));
    await focusOn(composer(page), 'the composer');
    expect(await composer(page).inputValue()).toBe('@home by nine');
  }
  expect(await messagesOf(bob, path)).toEqual([]);
  await composer(page).press('Enter');
  await answer(page, 'Say it to everyone');
  await message(page, '@home by nine').getByRole('img').waitFor();
  expect(await messagesOf(bob, path)).toEqual([['@home by nine', null]]);
  expect(await composer(page).inputValue()).toBe('');
});

test('a name at the beginning is a whisper or names somebody to all: a choice until it is sent, the safe side first', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const page = await look(alice, path);
  const aloud = page.getByRole('button', { name: `Name ${bob.username} to all` });
  await composer(page).fill(`@${bob.username} come out`);
  await chip(page, bob).waitFor();
  await aloud.click();
  await focusOn(composer(page), 'the composer');
  expect(await composer(page).inputValue()).toBe(`@${bob.username} come out`);
  await page.getByRole('button', { name: `Whisper to ${bob.username}` }).click();
  expect(await composer(page).inputValue()).toBe('come out');
  await aloud.click();
  // Taken away and written anew it is asked again.
  for (const text of ['', `@${bob.username} come out`]) await composer(page).fill(text);
  await chip(page, bob).waitFor();
  await aloud.click();
  await composer(page).press('Enter');
  await message(page, `@${bob.username} come out`).getByRole('img').waitFor();
  // And there is nothing to choose for who says that it is one.
  await composer(page).fill(`/w ${carol.username} hush`);
  await chip(page, carol).waitFor();
  expect(await page.getByRole('button', { name: /^Name / }).count()).toBe(0);
  await composer(page).press('Enter');
  await message(page, 'hush').getByRole('img').waitFor();
  // Within a text a name only names, and is offered as well.
  await composer(page).pressSequentially(`Ask @${bob.username.slice(0, 2)}`);
  await page.getByRole('option', { name: bob.username, selected: true }).waitFor();
  await composer(page).press('Enter');
  expect(await composer(page).inputValue()).toBe(`Ask @${bob.username} `);
  await composer(page).pressSequentially('now');
  await composer(page).press('Enter');
  await message(page, `Ask @${bob.username} now`).getByRole('img').waitFor();
  expect(await messagesOf(bob, path)).toEqual([
    [`@${bob.username} come out`, null],
    [`Ask @${bob.username} now`, null],
  ]);
});

test('what no eye sees before the @ makes it no public message', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const page = await look(alice, path);
  for (const lead of [' @', '\u200b@', '\n＠', '@ ']) {
    await composer(page).fill(`${lead}${bob.username} hush`);
    await chip(page, bob).waitFor();
    expect(await composer(page).inputValue()).toBe('hush');
    await page.getByRole('button', { name: 'Write to everyone instead' }).click();
    await composer(page).fill('');
  }
  await composer(page).fill('@');
  await page.getByRole('option').first().waitFor();
  await composer(page).press('Escape');
  await composer(page).press('Enter');
  await answer(page, 'Go back and correct');
  await say(page, 'Aloud');
  await message(page, 'Aloud').getByRole('img').waitFor();
  expect(await messagesOf(carol, path)).toEqual([['Aloud', null]]);
});

test('a name beyond the members at hand is found by the server, and the longer one is taken', async ({
  server,
  newPage,
}) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  await carol.patch('/auth/me/', { display_name: `${bob.username} senior` });
  const page = await pageOf(newPage, alice, path);
  // As in a chat of thousands: the page is given some of the members, without carol.
  await intercept(page, new RegExp(`/api${path}$`), async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const reply = await route.fetch();
    const body = await reply.json();
    const members = body.members.filter(({ username }: { username: string }) => username !== carol.username);
    return route.fulfill({ response: reply, json: { ...body, members } });
  });
  await page.reload();
  await say(page, `@${bob.username} senior for you alone`);
  await page
    .getByRole('status')
    .filter({ hasText: `Whisper to ${bob.username} senior` })
    .waitFor();
  expect(await composer(page).inputValue()).toBe('for you alone');
  await composer(page).press('Enter');
  await message(page, 'for you alone').getByRole('img').waitFor();
  expect(await messagesOf(carol, path)).toEqual([['for you alone', carol.username]]);
  expect(await messagesOf(bob, path)).toEqual([]);
});

test('when nobody can be asked whose name it is, it waits or is said on purpose, and is never sent by itself', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const page = await look(alice, path);
  const mend = await intercept(page, /members\/\?named=/, (route) => route.abort());
  await say(page, '@somebody a secret');
  await question(page).getByText('It can’t be found out right now').waitFor();
  mend();
  // The log would tell of the name as well, and then there is nothing left to ask.
  const mendLine = await cutLine(page);
  await carol.patch('/auth/me/', { display_name: 'Somebody' });
  await answer(page, 'Look again');
  await page.getByRole('status').filter({ hasText: 'Whisper to Somebody' }).waitFor();
  await mendLine();
  await composer(page).press('Enter');
  await message(page, 'a secret').getByRole('img').waitFor();
  await until(() => messagesOf(carol, path), {
    what: 'carol has it',
    is: (all) => all.join() === `a secret,${carol.username}`,
  });
  expect(await messagesOf(bob, path)).toEqual([]);
});
