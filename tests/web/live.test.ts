import { expect, onTestFinished } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { logIn, openOwnChat, signUp } from './pages.ts';
import { test } from './stage.ts';
import {
  badge,
  composer,
  goHome,
  goLive,
  gone,
  message,
  openChat,
  openDetails,
  say,
  sayOverHttp,
  startChat,
} from './steps.ts';

test('the badge goes from "every few seconds" to "live", and tells in numbers what it saves', async ({
  newPage,
}) => {
  const slow = await startTestServer();
  onTestFinished(() => slow.stop());
  const page = await newPage({ baseURL: slow.url });
  // Two polls make it live, however soon: the first one waits until what is said before that was read.
  let mayPoll = () => {};
  const wasRead = new Promise<void>((resolve) => {
    mayPoll = resolve;
  });
  await page.route(/events\/\?cursor=/, async (route) => {
    await wasRead;
    await route.fallback();
  });
  await openOwnChat(page, newName('alice'));
  expect(await badge(page).textContent()).toBe('every few seconds');
  mayPoll();
  await goLive(page);
  await badge(page).click();
  const panel = page.getByRole('dialog', { name: 'Connection: live' });
  await panel.getByText('What others say is here at once.').waitFor();
  await panel.getByText('The server holds each request until something happens, for up to 5 s.').waitFor();
  await panel.getByText(/^\d+, where asking every 3 s would have made \d+$/).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
});

test('who types, who is online, who comes and who goes is seen', async ({ newPage, server }) => {
  const [alice, bob] = [await newPage(), await newPage()];
  const names = [newName('alice'), newName('bob')] as const;
  await signUp(alice, names[0]);
  const path = await startChat(alice);
  await logIn(bob, await signUpOverHttp(server, names[1]));
  await openChat(bob, path);
  await alice.getByText(`${names[1]} joined`).waitFor();
  await alice.getByText('2 online').waitFor();
  await openDetails(alice);
  const members = alice.getByRole('list', { name: 'Members' });
  await members
    .getByRole('listitem')
    .filter({ hasText: names[1] })
    .getByRole('img', { name: 'online' })
    .waitFor();
  // Looked for from before on: it goes by itself.
  const typing = alice.getByText(`${names[1]} is typing…`).waitFor();
  await composer(bob).pressSequentially('I am');
  await typing;
  // Bob's page is told of it as well, before what Alice says now, and keeps it to itself.
  await say(alice, 'Go on');
  await message(bob, 'Go on').waitFor();
  expect(await bob.getByText('is typing').count()).toBe(0);
  await composer(bob).press('Enter');
  await message(alice, 'I am').waitFor();
  await alice.getByText('is typing').waitFor({ state: 'detached' });
  const carol = await personInChat(server, newName('carol'), path);
  await alice.getByText(`${carol.username} joined`).waitFor();
  await carol.delete(`/api${path}members/${carol.username}/`);
  await alice.getByText(`${carol.username} left`).waitFor();
  await gone(members.getByText(carol.username));
  // Whoever opens the chat anew sees it as well, but for their own coming.
  await goHome(bob);
  await bob.getByRole('list', { name: 'Your chats' }).getByRole('link').click();
  for (const what of ['joined', 'left']) await bob.getByText(`${carol.username} ${what}`).waitFor();
  expect(await bob.getByText(`${names[1]} joined`).count()).toBe(0);
});

test('typing is told at most every three seconds', async ({ newPage, server }) => {
  const page = await newPage();
  const path = await openOwnChat(page, newName('alice'));
  await personInChat(server, newName('bob'), path);
  await page.getByText('2 members').waitFor();
  let told = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/typing/')) told += 1;
  });
  const tells = (times: number) =>
    until(() => told, { what: `it is told ${times} times`, is: (seen) => seen >= times });
  // However long the typing takes here.
  const startedAt = Date.now();
  await page.clock.setFixedTime(startedAt);
  await composer(page).pressSequentially('one two three');
  await tells(1);
  await page.clock.setFixedTime(startedAt + 3100);
  await composer(page).pressSequentially(' four');
  await tells(2);
  expect(told).toBe(2);
});

test('what is unread is counted in the list and in the title, until it is looked at', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  const path = await openOwnChat(page, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  await goHome(page);
  await goLive(page);
  await sayOverHttp(bob, path, ['One', 'Two']);
  await page.getByLabel('2 unread messages').waitFor();
  const titled = (part: string) => ({
    what: `the title has ${part} in it`,
    is: (title: string) => title.includes(part),
  });
  await until(() => page.title(), titled('(2) '));
  await page.getByRole('link', { name: 'Two' }).click();
  await message(page, 'Two').waitFor();
  await until(() => page.title(), titled('’s chat of'));

  // Of what one is looking at nothing is called unread, and in a burst it is told all the while.
  await page.evaluate(() => {
    const titles: string[] = [];
    const head = document.querySelector('title');
    if (head) new MutationObserver(() => titles.push(document.title)).observe(head, { childList: true });
    Object.assign(window, { titles });
  });
  let reads = 0;
  let readTo = 0;
  page.on('request', (request) => {
    if (!request.url().endsWith('/read/')) return;
    reads += 1;
    readTo = request.postDataJSON().message_id;
  });
  let said = 0;
  await until(
    async () => {
      said += 1;
      await sayOverHttp(bob, path, [`More ${said}`]);
      return reads;
    },
    { what: 'it is told three times while one more comes each moment', is: (times) => times >= 3 },
  );
  await message(page, `More ${said}`).waitFor();
  expect(await page.evaluate(() => Reflect.get(window, 'titles'))).toEqual([]);
  expect(await page.getByLabel(/unread/).count()).toBe(0);
  const lastId = Number(await message(page, `More ${said}`).getAttribute('data-id'));
  await until(() => readTo, { what: 'all of it is read', is: (id) => id === lastId });
  await goHome(page);
  await page.getByRole('list', { name: 'Your chats' }).waitFor();
  await gone(page.getByLabel(/unread/));
});

test('what is read on one device is read on the other', async ({ newPage, server }) => {
  const [desk, phone] = [await newPage(), await newPage()];
  const name = newName('alice');
  const path = await openOwnChat(desk, name);
  const bob = await personInChat(server, newName('bob'), path);
  await goHome(desk);
  const kept = await desk.evaluate(() => localStorage.getItem('holdline.session'));
  await phone.addInitScript((session) => localStorage.setItem('holdline.session', session ?? ''), kept);
  await phone.goto('/');
  await Promise.all([goLive(desk), goLive(phone)]);
  await sayOverHttp(bob, path, ['Read me']);
  await Promise.all([desk, phone].map((page) => page.getByLabel('1 unread message').waitFor()));
  await phone.getByRole('link', { name: 'Read me' }).click();
  await message(phone, 'Read me').waitFor();
  await desk.getByLabel('1 unread message').waitFor({ state: 'detached' });
  await say(phone, 'I have');
  await desk.getByText('You: I have').waitFor();
  await gone(desk.getByLabel(/unread/));
});
