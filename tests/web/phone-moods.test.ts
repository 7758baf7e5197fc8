import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import { enterDetails, openSection } from './details-steps.ts';
import { test as kept } from './kept-pages.ts';
import { said } from './message-steps.ts';
import { hear, message, openChat } from './steps.ts';
import { openDetailsByTouch, phone, tapOn } from './touch-steps.ts';

/** Alice at a desk, and Bob on a phone. */
const test = kept.extend('devices', { scope: 'file' }, () => ({ bob: phone }));

const happy = 'I love this wonderful, amazing day!';
const neutral = 'The train leaves at nine';
const sad = 'This is terrible, awful and sad.';

const isSeen = (page: Page, text: string) =>
  message(page, text)
    .locator('.face')
    .evaluate((it) => it.checkVisibility({ opacityProperty: true }));

/** Which faces stand there: of what is happy, of neither, of what is sad. */
async function faces(page: Page): Promise<boolean[]> {
  return Promise.all([happy, neutral, sad].map((text) => isSeen(page, text)));
}

test('a face on a phone speaks when it has something to say, when one asks by a tap, always, or never', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  for (const text of [happy, neutral, sad]) await said(alice, path, text);
  const [alices, bobs] = await Promise.all([look(alice, path), look(bob, path)]);
  for (const page of [alices, bobs]) await hear(page, sad);
  await alices.mouse.move(0, 0);
  expect(await faces(bobs)).toEqual([true, false, true]);
  await message(bobs, neutral).getByText(neutral).tap();
  await until(() => isSeen(bobs, neutral), { what: 'it is shown to who is at the message' });
  await message(bobs, happy).getByText(happy).tap();
  await until(async () => !(await isSeen(bobs, neutral)), { what: 'and to nobody who is at another' });

  const choose = async (choice: string) => {
    await bobs.goto('/settings/');
    const label = bobs
      .getByRole('group', { name: 'Faces beside messages' })
      .getByLabel(choice, { exact: true });
    await label.tap();
    await until(() => label.isChecked(), { what: `${choice} is chosen` });
    await openChat(bobs, path);
    await message(bobs, sad).waitFor();
  };
  await choose('All of them');
  expect(await faces(bobs)).toEqual([true, true, true]);
  await choose('None');
  expect(await faces(bobs)).toEqual([false, false, false]);
  // His choice is his.
  expect(await faces(alices)).toEqual([true, false, true]);
  await choose('Happy and sad ones; others when you are at the message');
  expect(await faces(bobs)).toEqual([true, false, true]);
});

test('the mood of a chat is that of the talk, on the phone as well, and of its people when one asks', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  await said(alice, path, happy);
  await said(carol, path, sad);
  const bobs = await look(bob, path);
  await openDetailsByTouch(bobs);
  await tapOn(bobs, 'Mood');
  const alices = await enterDetails(look, alice, path);
  await openSection(alices, 'Mood');
  for (const page of [alices, bobs]) {
    await page.getByText(/On average .*, in 2 messages\.$/).waitFor();
    await page.getByRole('img', { name: /^Mood over time/ }).waitFor();
    expect(await page.getByRole('list', { name: 'Mood of each' }).count()).toBe(0);
  }
  const chart = await bobs.getByRole('img', { name: /^Mood over time/ }).boundingBox();
  expect((chart?.x ?? -1) >= 0 && (chart?.x ?? 0) + (chart?.width ?? 0) <= phone.width).toBe(true);
  await bobs.getByText('Mood of each', { exact: true }).tap();
  const each = bobs.getByRole('list', { name: 'Mood of each' }).getByRole('listitem');
  await each.filter({ hasText: alice.username }).getByRole('img', { name: 'Sounds happy' }).waitFor();
  await each.filter({ hasText: carol.username }).getByRole('img', { name: 'Sounds sad' }).waitFor();
  // Asked on the phone alone.
  expect(await alices.getByRole('list', { name: 'Mood of each' }).count()).toBe(0);
});
