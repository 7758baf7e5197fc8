import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { until } from '../support/until.ts';
import { holdBack } from './intercept.ts';
import { choose } from './message-steps.ts';
import { openOwnChat } from './pages.ts';
import { test } from './stage.ts';
import { composer, focusOn, gone, message, say } from './steps.ts';

test('Back closes what was opened last and then leaves the chat; a link, a reload and Forward open it again', {
  timeout: 60_000,
}, async ({ newPage }) => {
  const page = await newPage({ width: 768, height: 700 });
  const path = await openOwnChat(page, newName('alice'));
  await page.getByRole('link', { name: 'Back to your chats' }).click();
  await page.getByRole('list', { name: 'Your chats' }).getByRole('link').first().click();
  const at = () => new URL(page.url()).pathname;
  const hash = () => page.evaluate(() => location.hash);
  const isAt = (wanted: string) =>
    until(hash, { what: `the address ends in ${wanted}`, is: (it) => it === wanted });
  const details = page.getByRole('main', { name: 'About this chat' });
  const search = page.getByRole('complementary', { name: 'Search this chat' });
  const question = page.getByRole('dialog', { name: 'Leave this chat?' });
  const menu = page.getByRole('menu', { name: 'Message actions' });
  await say(page, 'Still here');

  await page.getByRole('button', { name: 'Members and settings' }).click();
  await details.waitFor();
  await isAt('#details');
  await page.getByRole('button', { name: 'Leave chat' }).click();
  await question.waitFor();
  await page.goBack();
  await gone(question);
  await details.waitFor();
  await page.goBack();
  await gone(details);
  await message(page, 'Still here').waitFor();
  await focusOn(page.getByRole('button', { name: 'Members and settings' }), 'what opened them');
  await page.goForward();
  await details.waitFor();
  await page.getByRole('link', { name: 'Back to your chats' }).click();
  await page.getByRole('list', { name: 'Your chats' }).waitFor();
  await page.goBack();
  await focusOn(details.getByRole('heading', { name: 'About this chat' }), 'the panel at the address');
  await page.reload();
  await details.waitFor();

  // The chat below is at the new address too.
  await page.getByRole('button', { name: 'Chat settings', exact: true }).click();
  await page.getByRole('button', { name: 'Replace the link' }).click();
  await page.getByRole('button', { name: 'Replace link' }).click();
  await until(at, { what: 'the address is new', is: (now) => now !== path });
  const moved = at();

  // Closed by what stands there, each takes its entry along.
  await page.getByRole('button', { name: 'Leave chat' }).click();
  await page.keyboard.press('Escape');
  await gone(question);
  await page.getByRole('button', { name: 'Close the details' }).click();
  await isAt('');
  expect(at()).toBe(moved);
  await page.getByRole('button', { name: 'Search this chat' }).click();
  await search.waitFor();
  await page.keyboard.press('Escape');
  await isAt('');
  await message(page, 'Still here').hover();
  await page.getByRole('button', { name: 'Message actions' }).click();
  await menu.waitFor();
  await page.keyboard.press('Escape');
  await gone(menu);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await gone(page.getByRole('dialog'));
  const entry = () => page.evaluate(() => history.state?.depth ?? 0);
  await until(entry, { what: 'the chat’s own entry is the present one', is: (depth) => depth === 0 });
  await page.goBack();
  await page.getByRole('list', { name: 'Your chats' }).waitFor();
  expect(at()).toBe('/');

  await page.goto(`${moved}#search`);
  await search.getByLabel('Words to look for').waitFor();
  await page.keyboard.press('Escape');
  await gone(search);
  await isAt('');
  await composer(page).waitFor();
  expect(at()).toBe(moved);
});

test('what is typed before the code of a search is there is in its field when it comes', async ({
  newPage,
}) => {
  const page = await newPage();
  const letSearch = await holdBack(page, /assets\/(search|quick-switch)-/);
  const letEmoji = await holdBack(page, /assets\/emoji-/);
  await openOwnChat(page, newName('alice'));
  await page.getByRole('button', { name: 'Search this chat' }).click();
  await page.keyboard.type('flower');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('garden');
  letSearch();
  const find = page.getByRole('dialog').getByRole('combobox');
  await find.waitFor();
  expect(await find.inputValue()).toBe('garden');
  await focusOn(find, 'the field');
  expect(await page.getByLabel('Words to look for').inputValue()).toBe('flower');
  await page.keyboard.press('Escape');
  await gone(find);
  await say(page, 'Dinner');
  await choose(page, 'Dinner', 'React with another emoji …');
  await page.keyboard.type('ramen');
  letEmoji();
  const emoji = page.getByRole('searchbox', { name: 'Search emoji' });
  await focusOn(emoji, 'the field');
  expect(await emoji.inputValue()).toBe('ramen');
});

test('nor is what is typed lost before the emoji are there for what one writes', async ({ newPage }) => {
  const page = await newPage();
  const letEmoji = await holdBack(page, /assets\/emoji-/);
  await openOwnChat(page, newName('alice'));
  await page.getByRole('button', { name: 'Add an emoji' }).click();
  await page.keyboard.type('pizza');
  letEmoji();
  const emoji = page.getByRole('searchbox', { name: 'Search emoji' });
  await focusOn(emoji, 'the field');
  expect(await emoji.inputValue()).toBe('pizza');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await focusOn(composer(page), 'where one writes');
  expect(await composer(page).inputValue()).toBe('🍕');
});
