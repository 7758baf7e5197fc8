import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { arranged, newName, threePeople } from '../support/people.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { test as kept } from './kept-pages.ts';
import { said, seeSoon } from './message-steps.ts';
import { openAs, pageOf } from './pages.ts';
import { composer, gone, hear, message, openChat, painted, say, sayOverHttp, tellOnline } from './steps.ts';
import { fingerOn, goBackByTouch, phone, sayByTouch, tapOn } from './touch-steps.ts';

/** Alice and Carol at desks, and Bob on a phone. */
const test = kept.extend('devices', { scope: 'file' }, () => ({ bob: phone }));

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Message ${index + 1}`);

/** Draws the talk down by a finger, so that what was said before comes into view. */
async function drawDown(page: Page): Promise<void> {
  const box = await page.getByRole('log').boundingBox();
  if (!box) throw new Error('There is no talk.');
  const finger = await fingerOn(page);
  const x = box.x + box.width / 2;
  await finger.down({ x, y: box.y + 20 });
  for (const share of [0.3, 0.6, 0.9]) await finger.move({ x, y: box.y + 20 + (box.height - 40) * share });
  await finger.up();
}

test('on a phone the way back to the newest goes when the keyboard does, and all of a short talk is in view', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  const [alices, bobs] = await Promise.all([look(alice, path), look(bob, path)]);
  await sayOverHttp(alice, path, numbered(4));
  await hear(bobs, 'Message 4');
  // As the keyboard takes the room: interactive-widget=resizes-content.
  await bobs.setViewportSize({ width: phone.width, height: 330 });
  const pill = bobs.getByRole('button', { name: 'Back to the newest' });
  // At its beginning it moves no further: a tap on what moves stops it, and presses nothing.
  const drawn = async () => {
    await drawDown(bobs);
    await painted(bobs);
    const top = await bobs.getByRole('log').evaluate((it) => it.scrollTop);
    return top === 0 && pill.isVisible();
  };
  await until(drawn, { what: 'there is a way back to the newest' });
  await bobs.setViewportSize(phone);
  await gone(pill);
  await message(bobs, 'Message 1').waitFor();
  await sayByTouch(bobs, 'All here');
  await hear(alices, 'All here');
  await bobs.setViewportSize({ width: phone.width, height: 330 });
  await until(drawn, { what: 'there is one again' });
  await pill.tap();
  await gone(pill);
  await bobs.setViewportSize(phone);
});

test('in the colours of a system lines keep bubbles, tabs and the chat that is open, on the phone and at the desk', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  const [alices, bobs] = await Promise.all([look(alice, path), look(bob, path)]);
  await sayByTouch(bobs, 'Mine');
  await say(alices, 'Hers');
  for (const page of [alices, bobs]) {
    for (const text of ['Mine', 'Hers']) await hear(page, text);
    await page.emulateMedia({ forcedColors: 'active' });
    const lines = ['Mine', 'Hers'].map((text) =>
      message(page, text)
        .locator('.bubble')
        .evaluate((it) => {
          const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(it);
          return { width: borderTopWidth, style: borderTopStyle, colour: borderTopColor };
        }),
    );
    const [mine, hers] = await Promise.all(lines);
    for (const line of [mine, hers]) expect(line?.style).toBe('solid');
    // Whose it is says more than the side alone.
    expect(mine?.width).not.toBe(hers?.width);
    expect(mine?.colour).not.toBe(hers?.colour);
  }
  const current = alices.getByRole('list', { name: 'Your chats' }).locator('a[aria-current]');
  expect(await current.evaluate((it) => getComputedStyle(it).outlineStyle)).toBe('solid');
  await goBackByTouch(bobs);
  const lineOf = (name: string) =>
    bobs.getByRole('tab', { name }).evaluate((it) => getComputedStyle(it).borderBlockEndColor);
  expect(await lineOf('Chats')).not.toBe(await lineOf('Rooms'));
  await bobs.getByRole('tab', { name: 'Rooms' }).tap();
  await until(async () => (await lineOf('Chats')) !== (await lineOf('Rooms')), {
    what: 'the other is the chosen one',
  });
  await bobs.getByRole('tab', { name: 'Chats' }).tap();
  for (const page of [alices, bobs]) await page.emulateMedia({ forcedColors: null });
});

test('a phone prints all of the talk that is loaded, and nothing that one would press', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await sayOverHttp(alice, path, numbered(45));
  const bobs = await look(bob, path);
  await message(bobs, 'Message 45').waitFor();
  await bobs.emulateMedia({ media: 'print' });
  for (const hidden of [composer(bobs), bobs.getByRole('link', { name: 'Back to your chats' })])
    await hidden.waitFor({ state: 'hidden' });
  expect(await bobs.getByRole('button').filter({ visible: true }).count()).toBe(0);
  await bobs.getByRole('heading', { level: 1 }).waitFor();
  const log = bobs.getByRole('log');
  expect(await log.evaluate((it) => it.scrollHeight - it.clientHeight)).toBeLessThan(2);
  // No part that it stands in cuts it off: the sheet is as long as the talk.
  const length = await bobs.evaluate(() => document.documentElement.scrollHeight);
  const last = await message(bobs, 'Message 45').evaluate((it) => it.getBoundingClientRect().bottom);
  const first = await message(bobs, 'Message 1').evaluate((it) => it.getBoundingClientRect().top);
  expect(last - first).toBeGreaterThan(45 * 30);
  expect(last + (await bobs.evaluate(() => scrollY))).toBeLessThanOrEqual(length);
  const paper = (await bobs.pdf({ format: 'A6' })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(3);
  await bobs.emulateMedia({ media: null });
});

test('a phone that is loaded anew without a line shows the head and what waits, and its banner goes with the line’s return', async ({
  newPage,
}) => {
  const server = await startTestServer({ RATE_LIMITS: 'on' });
  onTestFinished(() => server.stop());
  const { alice, bob, chat } = await threePeople(server);
  await alice.patch(chat.path, { name: 'Sunday walk' });
  const bobs = await newPage({ ...phone, baseURL: server.url, serviceWorkers: 'allow' });
  await openAs(bobs, bob);
  await until(() => bobs.evaluate(() => Boolean(navigator.serviceWorker.controller)), {
    what: 'the service worker is in charge',
    deadlineMs: 10_000,
  });
  const path = `/chats/${chat.uri}/`;
  await bobs.getByRole('link', { name: /^Sunday walk/ }).tap();
  const alices = await pageOf(newPage, alice, path, { baseURL: server.url });
  await say(alices, 'By the bridge');
  await hear(bobs, 'By the bridge');
  await server.halt();
  const banner = (page: Page) => page.getByText('The server can’t be reached').filter({ visible: true });
  for (const page of [alices, bobs]) await banner(page).first().waitFor();
  await sayByTouch(bobs, 'On my way');
  await bobs.reload();
  await banner(bobs).first().waitFor();
  await bobs.getByRole('heading', { name: 'Sunday walk' }).waitFor();
  await bobs.getByRole('listitem').filter({ hasText: 'On my way' }).waitFor();
  // What others said is not kept on a phone that may be lost, and the page says so.
  await bobs.getByText('What was said here is not kept on this device').waitFor();
  expect(await bobs.getByText('By the bridge').count()).toBe(0);
  await server.resume();
  for (const page of [alices, bobs]) await tellOnline(page);
  await message(bobs, 'By the bridge').waitFor();
  await hear(alices, 'On my way');
  for (const page of [alices, bobs]) {
    await gone(banner(page));
    expect(await message(page, 'On my way').count()).toBe(1);
  }
});

test('who came and who went is still there when the phone is loaded anew', async ({
  threePeople: { alice, bob, carol, path },
  look,
}) => {
  const [alices, bobs] = await Promise.all([look(alice, path), look(bob, path)]);
  await said(alice, path, 'Who comes?');
  arranged(await carol.patch(`/api${path}`, {}), 200);
  const carols = await look(carol, path);
  await say(carols, 'I did');
  await hear(bobs, 'I did');
  arranged(await carol.delete(`/api${path}members/${carol.username}/`), 204);
  const notices = (page: Page) =>
    page
      .getByRole('log')
      .getByText(/(joined|left)$/)
      .allInnerTexts();
  await seeSoon(bobs, bobs.getByText(`${carol.username} left`));
  const expected = [`${carol.username} joined`, `${carol.username} left`];
  expect((await notices(bobs)).filter((text) => text.startsWith(carol.username))).toEqual(expected);
  await openChat(bobs, path);
  await bobs.getByText(`${carol.username} left`).waitFor();
  expect((await notices(bobs)).filter((text) => text.startsWith(carol.username))).toEqual(expected);
  await seeSoon(alices, alices.getByText(`${carol.username} left`));
  expect((await notices(alices)).filter((text) => text.startsWith(carol.username))).toEqual(expected);
});

test('a room is looked at on a phone before one joins it, and nobody inside sees who looks', async ({
  people: { alice, bob },
  kept,
  look,
}) => {
  const slug = newName('garden');
  const made = await alice.post<{ uri: string }>('/api/chats/', {
    name: 'Gardening',
    public: true,
    slug,
  });
  expect(made.status, made.text).toBe(201);
  await alice.patch(`/api/chats/${slug}/`, { topic: 'Beans and peas' });
  const alices = await look(alice, `/chats/${slug}/`);
  await say(alices, 'Which seeds?');
  const bobs = await kept.pageOf(bob);
  await bobs.goto('/');
  await bobs.getByRole('tab', { name: 'Rooms' }).tap();
  await bobs.getByRole('link', { name: 'View Gardening' }).tap();
  await bobs.getByRole('heading', { name: 'Come in to “Gardening”' }).waitFor();
  await bobs.getByText('1 person is in this chat.').waitFor();
  await bobs.getByText('Beans and peas').first().waitFor();
  expect(await bobs.getByText('Which seeds?').count()).toBe(0);
  const inside = async () =>
    (await alice.get<{ member_count: number }>(`/api/chats/${slug}/`)).body.member_count;
  expect(await inside()).toBe(1);
  expect(await alices.getByText(`${bob.username} joined`).count()).toBe(0);
  await tapOn(bobs, 'Join');
  await message(bobs, 'Which seeds?').waitFor();
  await seeSoon(alices, alices.getByText(`${bob.username} joined`));
  expect(await inside()).toBe(2);
});
