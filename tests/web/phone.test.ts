import { expect } from 'vitest';
import { threeInChat } from '../support/people.ts';
import { said } from './message-steps.ts';
import { pageOf } from './pages.ts';
import { test } from './stage.ts';
import { composer, gone, message, painted } from './steps.ts';
import { fingerOn, hold } from './touch-steps.ts';

test('on a phone a finger that rests on a message opens its menu, Enter breaks the line, and the name opens the details', async ({
  newPage,
  server,
}) => {
  const { alice, bob, path } = await threeInChat(server);
  await bob.patch(`/api${path}`, {});
  await said(bob, path, 'Hold me');
  const page = await pageOf(newPage, alice, path, {
    width: 320,
    height: 640,
    hasTouch: true,
    isMobile: true,
  });
  const button = message(page, 'Hold me').getByRole('button', { name: 'Message actions' });
  expect((await button.boundingBox())?.width).toBe(1);
  const box = await message(page, 'Hold me').getByText('Hold me').boundingBox();
  const [x, y] = [(box?.x ?? 0) + 5, (box?.y ?? 0) + 5];
  const finger = await fingerOn(page);
  const menu = await hold(page, message(page, 'Hold me').getByText('Hold me'));
  expect(await menu.getAttribute('aria-label')).toBe('Message actions');
  await painted(page);
  const items = menu.getByRole('button').or(page.getByRole('menuitem'));
  for (const item of await items.all()) expect((await item.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.keyboard.press('Escape');
  await gone(menu);

  // Drawn to the right it is answered; drawn down, or not far, it is not.
  const draw = async (right: number, down: number) => {
    await finger.down({ x, y });
    for (const share of [0.3, 0.6, 1]) await finger.move({ x: x + right * share, y: y + down * share });
    await finger.up();
    await painted(page);
  };
  const chip = page.getByRole('status').filter({ hasText: 'Answering' });
  await draw(40, 0);
  await draw(80, 60);
  expect(await chip.count()).toBe(0);
  await draw(80, 10);
  await chip.getByText('Hold me').waitFor();
  await painted(page);
  await page.getByRole('button', { name: 'Answer nothing' }).click();
  await gone(chip);

  await composer(page).fill('One');
  await composer(page).press('Enter');
  await composer(page).pressSequentially('two');
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await message(page, 'One two').waitFor();
  expect((await message(page, 'One two').locator('.text').textContent())?.split('\n')).toEqual([
    'One',
    'two',
  ]);

  const name = await page.getByRole('banner').getByRole('heading').boundingBox();
  expect(name?.width).toBeGreaterThan(150);
  await page.touchscreen.tap((name?.x ?? 0) + 20, (name?.y ?? 0) + 10);
  await page.getByRole('heading', { name: 'Members' }).waitFor();

  // In the list a finger that rests on a chat opens what one can do with it, and goes nowhere.
  await page.goto('/');
  await hold(page, page.getByRole('list', { name: 'Your chats' }).getByRole('link').first());
  await page.getByRole('menuitem', { name: 'Mark as unread' }).waitFor();
  await painted(page);
  expect(new URL(page.url()).pathname).toBe('/');
});
