import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import { newName, startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { showSection } from './entry-steps.ts';
import { intercept } from './intercept.ts';
import { seeSoon } from './message-steps.ts';
import { openAs } from './pages.ts';
import { test } from './stage.ts';
import { cutLine, focusOn, goLive, gone, hear, message, say } from './steps.ts';
import { chooseByTouch, phone } from './touch-steps.ts';

const rooms = (page: Page) => page.getByRole('list', { name: 'Rooms' });

test('one makes a room, another looks at it, joins it and leaves again, and a third just sees it', async ({
  newPage,
  server,
}) => {
  const [alice, bob, carol] = [await newPage(), await newPage(), await newPage()];
  const owner = await signUp(server, newName('alice'));
  await openAs(alice, owner);
  for (const [page, name] of [
    [bob, 'bob'],
    [carol, 'carol'],
  ] as const) {
    await openAs(page, await signUp(server, newName(name)));
  }
  await showSection(alice, 'Rooms');
  await rooms(alice).getByRole('listitem').first().getByText('Lobby').waitFor();
  const slug = newName('garden');
  await alice.getByRole('button', { name: 'Make a room' }).click();
  await alice.getByLabel('Name of the room').fill('Gardening');
  await alice.getByLabel('Readable address').fill('No such address');
  await alice.getByRole('button', { name: 'Make it' }).click();
  await alice.getByText('Only small letters, digits and hyphens.').waitFor();
  expect(await alice.getByLabel('Readable address').getAttribute('aria-invalid')).toBe('true');
  await alice.getByLabel('Readable address').fill(slug);
  await alice.getByRole('button', { name: 'Make it' }).click();
  await alice.getByRole('heading', { name: 'Gardening' }).waitFor();
  expect(new URL(alice.url()).pathname).toBe(`/chats/${slug}/`);
  await say(alice, 'Which seeds?');

  await owner.patch(`/api/chats/${slug}/`, { topic: 'Beans and peas' });
  await showSection(bob, 'Rooms');
  await rooms(bob).getByRole('link', { name: 'View Gardening' }).getByText('Beans and peas').click();
  await bob.getByRole('heading', { name: 'Come in to “Gardening”' }).waitFor();
  await bob.getByText('Beans and peas').nth(1).waitFor();
  await bob.getByText('1 person is in this chat.').waitFor();
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await message(bob, 'Which seeds?').waitFor();
  await say(bob, 'Beans');
  await hear(alice, 'Beans');
  await rooms(alice).getByRole('link', { name: 'Open Gardening' }).getByText('2 members').waitFor();

  const mend = await cutLine(carol);
  const letThrough = await intercept(carol, '**/api/chats/public/**', (route) => route.abort());
  await showSection(carol, 'Rooms');
  const problem = carol.getByRole('alert').getByText('can’t be reached');
  await problem.waitFor();
  letThrough();
  await mend();
  await gone(problem);
  await rooms(carol).getByRole('link', { name: 'View Gardening' }).getByText('2 members').waitFor();
  expect(await rooms(carol).getByRole('button', { name: 'Leave Gardening' }).count()).toBe(0);

  await rooms(bob).getByRole('button', { name: 'Leave Gardening' }).click();
  await rooms(bob).getByRole('link', { name: 'View Gardening' }).waitFor();
  await bob.getByText('Pick a chat').waitFor();
  await rooms(alice).getByRole('link', { name: 'Open Gardening' }).getByText('1 member').waitFor();

  // The last one out would end it, and is asked.
  await rooms(alice).getByRole('button', { name: 'Leave Gardening' }).click();
  await alice.getByRole('button', { name: 'Stay' }).click();
  expect(await rooms(alice).getByRole('link', { name: 'Open Gardening' }).isVisible()).toBe(true);
});

test('staff tell everyone something and see who saw it, and what a member reports from a phone comes back there, in another language too', async ({
  newPage,
  server,
}) => {
  const [alice, bob] = [await newPage(), await newPage(phone)];
  await openAs(alice, await signUp(server, newName('alice')), '/settings/');
  await openAs(bob, await signUp(server, newName('bob')));
  await goLive(bob);
  const staff = await signUp(server, newName('staff'));
  await makeStaff(server, staff.username);
  const sent = await staff.post<{ id: number }>('/api/broadcasts/', { message: 'We restart at noon' });
  expect(sent.status, sent.text).toBe(201);
  for (const page of [alice, bob]) {
    await page.getByRole('alert').getByText('We restart at noon').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('We restart at noon').waitFor({ state: 'detached' });
  }
  // Who comes later finds it as well; who has put it away comes back without it.
  expect(await bob.evaluate(() => localStorage.getItem('holdline.broadcasts'))).toBe(`[${sent.body.id}]`);
  const carol = await newPage(phone);
  const reporter = await signUp(server, newName('carol'));
  await openAs(carol, reporter);
  await carol.getByRole('alert').getByText('We restart at noon').waitFor();
  // The head of the page stays in reach below it.
  await carol.getByRole('button', { name: /^Connection/ }).click({ trial: true });

  // Staff see how many have seen it, and what members report.
  const author = await signUp(server, newName('dave'));
  const chat = await startChat(author, reporter);
  await author.post(chat.messages, { message: 'Buy cheap books' });
  await carol.goto(`/chats/${chat.uri}/`);
  await carol.getByRole('button', { name: 'Dismiss' }).tap();
  await chooseByTouch(carol, 'Buy cheap books', 'Report …');
  await carol.getByLabel('Harassment').tap();
  await carol.getByLabel('What should staff know?').fill('Every day');
  await carol.getByRole('button', { name: 'Report', exact: true }).tap();
  await focusOn(carol.getByRole('heading', { name: /^Thank you/ }), 'the thanks');
  await carol.getByRole('button', { name: 'Close' }).tap();

  const desk = await newPage();
  await openAs(desk, staff, '/settings/');
  await desk.getByRole('button', { name: 'Open the staff’s page' }).click();
  const report = desk.getByRole('list', { name: 'Reports' }).getByRole('listitem');
  await report.filter({ hasText: 'Buy cheap books' }).filter({ hasText: 'Every day' }).waitFor();
  await report.getByLabel('A word to who reported it').fill('Gone');
  await report.getByRole('button', { name: 'Remove the message …' }).click();
  await report.getByRole('button', { name: 'Remove it' }).click();
  await focusOn(desk.getByText('Resolved. Who reported it is told.'), 'what was done');
  await seeSoon(carol, message(carol, 'Buy cheap books'), 'detached');
  await desk.getByRole('tab', { name: 'Broadcasts' }).click();
  await desk.getByRole('button', { name: 'Seen by 4 people' }).click();
  await desk.getByText(reporter.username).waitFor();
  await desk.goBack();
  await desk.getByRole('heading', { name: 'Settings' }).waitFor();

  await carol.goto('/settings/');
  const own = carol.getByRole('list', { name: 'Your reports' });
  await own.getByText('Staff removed the message.').waitFor();
  expect(await own.getByText('Staff say: Gone').isVisible()).toBe(true);
  expect(await carol.getByRole('button', { name: 'Open the staff’s page' }).count()).toBe(0);
  // The same in another language: on this phone, and nowhere else.
  await carol.getByLabel('العربية').tap();
  await carol.getByText('أزال الفريق الرسالة.').waitFor();
  const reads = (page: Page) => page.evaluate(() => getComputedStyle(document.body).direction);
  expect([await reads(carol), await reads(desk)]).toEqual(['rtl', 'ltr']);
});
