import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import { newName, threeInChat } from '../support/people.ts';
import { anonymous, signUp } from '../support/person.ts';
import { intercept } from './intercept.ts';
import { said } from './message-steps.ts';
import { logIn, openAs, pageOf } from './pages.ts';
import { test } from './stage.ts';
import { gone, hear, message, openChat, say } from './steps.ts';
import { phone, sayByTouch, tapOn } from './touch-steps.ts';

/** As in a tab that a link was opened in behind the one that is looked at, on plain http, where there are no locks. Runs in the browser. */
function openHidden(): void {
  Object.defineProperty(navigator, 'locks', { value: undefined });
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
}

test('a chat that is opened behind another tab hears its first messages at the pace of one that is looked at', async ({
  newPage,
  server,
}) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  const alices = await pageOf(newPage, alice, path);
  for (const [person, device] of [
    [bob, phone],
    [carol, undefined],
  ] as const) {
    const page = await newPage(device);
    await page.addInitScript(openHidden);
    await logIn(page, person);
    // Said after the page has its snapshot, and before it asks again: what is asked a minute later would bring it a minute later.
    let asked = 0;
    await intercept(page, /events\/\?cursor=/, async (route) => {
      asked += 1;
      if (asked === 1) await said(alice, path, `First for ${person.username}`);
      return route.fallback();
    });
    await openChat(page, path);
    await message(page, `First for ${person.username}`).waitFor();
    // Brought into view, it hears everything at once.
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
      Object.defineProperty(document, 'hidden', { value: false, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.getByRole('button', { name: 'Connection: live' }).waitFor();
    await (device ? sayByTouch : say)(page, `${person.username} is here`);
    await hear(alices, `${person.username} is here`);
  }
});

test('a phone without scripts reads a line of curl that lets one in, and a tap leads to how to go on', async ({
  newPage,
  server,
}) => {
  const { alice, bob, path, chat } = await threeInChat(server);
  const [alices, bobs, page] = [
    await pageOf(newPage, alice, path),
    await pageOf(newPage, bob, path, phone),
    await newPage({ ...phone, javaScriptEnabled: false }),
  ];
  await page.goto(path);
  // By its tags: roles and texts within them are not looked for, as with scripts nobody sees them.
  const words = page.locator('noscript');
  await words.locator('p').first().waitFor();
  expect(await words.innerText()).toContain('This page needs JavaScript in the browser.');
  const lines = await words.locator('code').allInnerTexts();
  const [enter = '', speak = ''] = lines;
  // As they stand there, but for the words in capitals that are to be filled in.
  const nickname = newName('Ada');
  const [, address, form] = /^curl SERVER(\S+) -d (\S+)$/.exec(enter) ?? [];
  expect(form).toBe('nickname=Ada');
  const came = await anonymous(server).post<{ token: string }>(address ?? '', { nickname });
  expect(came.status, came.text).toBe(201);
  const [, to = '', header = '', field = ''] =
    /^curl SERVER(\S+) -H "Authorization: (.+)" -d (\S+)$/.exec(speak) ?? [];
  const headers = { Authorization: header.replace('TOKEN', came.body.token) };
  await fetch(server.url + chat.path, { method: 'PATCH', headers });
  const reply = await fetch(server.url + to.replace('CHAT', chat.uri), {
    method: 'POST',
    headers,
    body: new URLSearchParams(field),
  });
  expect(reply.status).toBe(201);
  for (const each of [alices, bobs]) await hear(each, 'Hello');
  const sideways = await page.locator('html').boundingBox();
  expect(sideways?.width).toBe(phone.width);
  await words.locator('a').tap();
  await page.waitForURL('**/api/docs/#curl-alone');
  await page.getByRole('heading', { name: /curl/i }).first().waitFor();
});

test('what was told to everyone is there for a phone that is opened later, until it is put away there', async ({
  newPage,
  server,
}) => {
  const [alice, bob, staff] = [
    await signUp(server, newName('alice')),
    await signUp(server, newName('bob')),
    await signUp(server, newName('staff')),
  ];
  await makeStaff(server, staff.username);
  const alices = await newPage();
  await openAs(alices, alice);
  const text = `We restart at noon, says ${staff.username}`;
  const sent = await staff.post('/api/broadcasts/', { message: text });
  expect(sent.status, sent.text).toBe(201);
  const told = (page: Page) => page.getByRole('alert').getByText(text);
  await told(alices).waitFor();

  const bobs = await newPage(phone);
  await openAs(bobs, bob, '/settings/');
  await told(bobs).waitFor();
  const box = await bobs.getByRole('button', { name: 'Dismiss' }).boundingBox();
  expect(box && box.x + box.width <= phone.width && box.height >= 44).toBe(true);
  await bobs.reload();
  await told(bobs).waitFor();
  await tapOn(bobs, 'Dismiss');
  await gone(told(bobs));
  await bobs.goto('/');
  await bobs.getByRole('button', { name: 'Start chatting' }).waitFor();
  // What comes later comes, and what was put away does not come with it.
  await staff.post('/api/broadcasts/', { message: `${text}: done` });
  await bobs.getByRole('alert').getByText(`${text}: done`).waitFor();
  expect(await bobs.getByRole('alert').getByText(text, { exact: true }).count()).toBe(0);
  // Put away on his phone, and nowhere else.
  await alices.reload();
  await alices.getByRole('alert').getByText(text, { exact: true }).waitFor();
});
