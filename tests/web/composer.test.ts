import { expect } from 'vitest';
import { until } from '../support/until.ts';
import { test } from './kept-pages.ts';
import { composer, cutLine, goHome, gone, message, painted, say } from './steps.ts';

test('Enter sends and Shift+Enter breaks the line', async ({ ownChat: { page } }) => {
  await composer(page).pressSequentially('First line');
  await composer(page).press('Shift+Enter');
  await composer(page).pressSequentially('second line');
  expect(await composer(page).inputValue()).toBe('First line\nsecond line');
  await painted(page);
  expect(await page.getByRole('log').getByText('First line').count()).toBe(0);
  await composer(page).press('Enter');
  expect(await page.getByRole('log').getByText('First line').textContent()).toBe('First line\nsecond line');
  expect(await composer(page).inputValue()).toBe('');
});

test('what is empty or white space alone is not sent', async ({ ownChat: { page } }) => {
  const posts: string[] = [];
  page.on('request', (request) => request.url().endsWith('/messages/') && posts.push(request.method()));
  expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  await say(page, ' \n\t\u3000 ');
  expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  await say(page, 'Something');
  await message(page, 'Something').getByRole('img').waitFor();
  expect(posts.filter((method) => method === 'POST')).toHaveLength(1);
});

test('Enter that accepts what an input method offers does not send', async ({ ownChat: { page } }) => {
  await composer(page).fill('にほん');
  const enter = { key: 'Enter', bubbles: true, cancelable: true };
  await composer(page).dispatchEvent('keydown', { ...enter, isComposing: true });
  await composer(page).dispatchEvent('keydown', { ...enter, keyCode: 229 });
  expect(await composer(page).inputValue()).toBe('にほん');
  await composer(page).dispatchEvent('keydown', enter);
  await message(page, 'にほん').waitFor();
});

test('near the limit of 4000 code points the rest is counted, and more than that cannot be sent', async ({
  ownChat: { page },
}) => {
  // Two UTF-16 units each: counted as the server counts, once.
  await composer(page).fill('😀'.repeat(3990));
  await page.getByText('10 characters left').waitFor();
  await composer(page).fill('😀'.repeat(4001));
  await page.getByText('1 character too many').waitFor();
  expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  await composer(page).press('Enter');
  await painted(page);
  expect(await page.getByRole('log').getByText('😀').count()).toBe(0);
  await composer(page).fill('😀'.repeat(4000));
  await composer(page).press('Enter');
  await page.getByRole('log').getByText('😀').waitFor();
});

test('a message shows at once as sending, and says so when it is refused', async ({ ownChat: { page } }) => {
  const held = new EventTarget();
  const isReleased = new Promise((resolve) => held.addEventListener('release', resolve));
  await page.route('**/messages/', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await isReleased;
    await route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>Traceback: KeyError</h1>' });
  });
  await say(page, 'Will it go?');
  await message(page, 'Will it go?').getByText('Sending').waitFor();
  expect(await composer(page).inputValue()).toBe('');
  held.dispatchEvent(new Event('release'));
  await message(page, 'Will it go?').getByText('You are not allowed to do that').waitFor();
  expect(await page.getByText(/Traceback|403|KeyError/).count()).toBe(0);
  await message(page, 'Will it go?').getByRole('button', { name: 'Discard' }).click();
  await gone(message(page, 'Will it go?'));
});

test('a message whose answer was lost settles when a poll brings it', async ({ ownChat: { page } }) => {
  // The first is stored and its answer lost; what is sent again gets nowhere, so that a poll alone can tell.
  let attempts = 0;
  await page.route('**/messages/', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    attempts += 1;
    if (attempts === 1) await route.fetch();
    await route.abort();
  });
  const mendLine = await cutLine(page);
  const lost = page.waitForEvent('requestfailed', (request) => request.method() === 'POST');
  await say(page, 'It did arrive');
  await lost;
  await painted(page);
  // Before a poll settles it: afterwards nothing shows what it said of itself.
  await message(page, 'It did arrive').getByText('Waiting for the line').waitFor();
  await mendLine();
  await message(page, 'It did arrive').getByRole('img').waitFor();
});

test('messages written in quick succession arrive in their order', async ({ ownChat: { page } }) => {
  const texts = ['one', 'two', 'three', 'four', 'five'];
  for (const text of texts) await say(page, text);
  await until(() => page.getByRole('log').getByRole('img').count(), {
    what: 'all five are stored',
    is: (count) => count === texts.length,
  });
  await page.reload();
  await message(page, 'five').waitFor();
  const shown = await page
    .getByRole('log')
    .getByText(/^(one|two|three|four|five)$/)
    .allTextContents();
  expect(shown).toEqual(texts);
});

test('what was begun is still there after a look elsewhere', async ({ ownChat: { page } }) => {
  await composer(page).fill('Half a thou');
  await goHome(page);
  await page.goBack();
  await until(() => composer(page).inputValue(), {
    what: 'the draft is back',
    is: (text) => text === 'Half a thou',
  });
});
