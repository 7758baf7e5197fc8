import { expect } from 'vitest';
import { arranged } from '../support/people.ts';
import { until } from '../support/until.ts';
import { test } from './kept-pages.ts';
import { choose, said, seeSoon } from './message-steps.ts';
import { composer, cutLine, focusOn, goHome, gone, message, painted, say } from './steps.ts';

interface Answered {
  message: string;
  to: { username: string } | null;
  reply_to: { id: number; excerpt: string } | null;
}

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

test('an emoji comes by its name, from the list or closed by a colon, and from the picker by keys alone', async ({
  ownChat: { page },
}) => {
  const field = composer(page);
  await field.pressSequentially('Well done :tad');
  await page.getByRole('listbox', { name: 'Emoji' }).getByRole('option', { name: ':tada:' }).waitFor();
  await field.press('Enter');
  expect(await field.inputValue()).toBe('Well done 🎉 ');
  await field.pressSequentially('at 10:30 :+1:');
  await until(() => field.inputValue(), {
    what: 'the name is the emoji',
    is: (text) => text.endsWith('10:30 👍'),
  });
  await field.press('Home');
  await page.getByRole('button', { name: 'Add an emoji' }).press('Enter');
  const search = page.getByRole('searchbox', { name: 'Search emoji' });
  await focusOn(search, 'the search');
  await search.pressSequentially('pizza');
  await search.press('ArrowDown');
  await page.keyboard.press('Enter');
  await gone(page.getByRole('dialog'));
  await focusOn(field, 'the composer');
  expect(await field.inputValue()).toBe('🍕Well done 🎉 at 10:30 👍');
  await field.press('Enter');
  await message(page, '🍕Well done 🎉 at 10:30 👍').waitFor();
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

test('one answers by the menu or by R, and the answer shows what it answers as that is now', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  const id = await said(bob, path, 'Shall we meet?');
  const page = await look(alice, path);
  const chip = page.getByRole('status').filter({ hasText: 'Answering' });
  await choose(page, 'Shall we meet?', 'Reply');
  await focusOn(composer(page), 'the composer');
  await chip.getByText('Shall we meet?').waitFor();
  expect(await chip.innerText()).toContain(`Answering ${bob.username}`);
  await page.keyboard.press('Escape');
  await gone(chip);

  await message(page, 'Shall we meet?').getByRole('button', { name: 'Message actions' }).focus();
  await page.keyboard.press('r');
  await focusOn(composer(page), 'the composer');
  await page.keyboard.type('At six, r!');
  await chip.getByText('Shall we meet?').waitFor();
  await composer(page).press('Enter');
  await gone(chip);
  const quote = message(page, 'At six, r!').getByRole('button', { name: /^Answers / });
  expect(await quote.innerText()).toContain('Shall we meet?');
  await bob.patch(`/api${path}messages/${id}/`, { message: 'Shall we meet today?' });
  await seeSoon(page, quote.getByText('Shall we meet today?'));
  await quote.click();
  await focusOn(page.locator(`[data-id="${id}"]`), 'the original');
  const { body } = await alice.get<{ messages: Answered[] }>(`/api${path}messages/`);
  expect(body.messages).toMatchObject([{ reply_to: null }, { message: 'At six, r!', reply_to: { id } }]);
  await bob.delete(`/api${path}messages/${id}/`);
  await seeSoon(page, quote.getByText('This message was deleted.'));
  expect(await page.getByText('Shall we meet').count()).toBe(0);
});

test('a whisper is answered by a whisper, or by nothing when one speaks up', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  arranged(await bob.post(`/api${path}messages/`, { message: 'psst', to: alice.username }), 201);
  const page = await look(alice, path);
  const chip = page.getByRole('status').filter({ hasText: 'Answering' });
  await choose(page, 'psst', 'Reply');
  await page.getByRole('status').getByText(`Whisper to ${bob.username}`).waitFor();
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
  const { body } = await alice.get<{ messages: Answered[] }>(`/api${path}messages/`);
  expect(body.messages.at(-1)).toMatchObject({ to: bob.user, reply_to: { excerpt: 'psst' } });
});
