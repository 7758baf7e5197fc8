import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { intercept } from './intercept.ts';
import { openOwnChat } from './pages.ts';
import { test } from './stage.ts';
import { focusOn } from './steps.ts';

test('what is typed before the code of a search is there is in its field when it comes', async ({
  newPage,
}) => {
  const page = await newPage();
  let letCome = () => {};
  const held = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await intercept(page, /assets\/(search|quick-switch)-/, async (route) => {
    await held;
    await route.fallback();
  });
  await openOwnChat(page, newName('alice'));
  await page.getByRole('button', { name: 'Search this chat' }).click();
  await page.keyboard.type('flower');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('garden');
  letCome();
  const find = page.getByRole('dialog').getByRole('combobox');
  await find.waitFor();
  expect(await find.inputValue()).toBe('garden');
  await focusOn(find, 'the field');
  expect(await page.getByLabel('Words to look for').inputValue()).toBe('flower');
});
