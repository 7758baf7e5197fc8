import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { arranged, pageAt, threePeople } from '../support/people.ts';
import { startTestServer } from '../support/server.ts';
import { enterDetails, openOptions } from './details-steps.ts';
import { test as kept } from './kept-pages.ts';
import { seeSoon } from './message-steps.ts';
import { pageOf } from './pages.ts';
import { badge, gone, hear, message, say, tellOnline } from './steps.ts';
import { goBackByTouch, openDetailsByTouch, phone, sayByTouch, tapOn } from './touch-steps.ts';

/** What the page says to whom: Alice at a desk, and Bob and Carol on phones. */
const test = kept.extend('devices', { scope: 'file' }, () => ({ bob: phone, carol: phone }));

test('who leaves by touch reads that they left, and who is removed reads by whom', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const [bobs, carols] = await Promise.all([look(bob, path), look(carol, path)]);
  const alices = await enterDetails(look, alice, path);
  await openDetailsByTouch(bobs);
  await tapOn(bobs, 'Leave chat');
  await tapOn(bobs.getByRole('dialog'), 'Leave');
  await gone(bobs.getByRole('log'));
  for (const page of [alices, carols]) await seeSoon(page, page.getByText(`${bob.username} left`));
  await bobs.goBack();
  await bobs.getByText('You left this chat.').waitFor();
  await tapOn(bobs, 'Join again');
  // The details, from which he left, are open again.
  await tapOn(bobs, 'Close the details');
  await bobs.getByRole('log').waitFor();
  await seeSoon(alices, alices.getByRole('list', { name: 'Members' }).getByText(bob.username));
  const options = await openOptions(alices, bob.username);
  await options.getByRole('button', { name: 'Remove …' }).click();
  await alices.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await seeSoon(bobs, bobs.getByRole('heading', { name: `You were removed by ${alice.username}` }));
  await seeSoon(carols, carols.getByText(`${alice.username} removed ${bob.username}`));
  expect(await carols.getByText('You were removed').count()).toBe(0);
});

test('who is stopped on a phone reads why and what to do, with an account or without, and is not invited', async ({
  threePeople: { alice, carol, path },
  kept,
  newPage,
}) => {
  const visitors = await newPage(phone);
  const carols = await kept.pageOf(carol);
  const stopped = {
    invite: ['This chat is by invite only', 'Ask whoever runs it for a personal invite.'],
    closed: ['This chat is closed', 'Ask whoever runs it to open it.'],
  } as const;
  for (const [policy, [title, text]] of Object.entries(stopped)) {
    arranged(await alice.patch(`/api${path}`, { join_policy: policy, name: 'Choir' }), 200);
    for (const page of [visitors, carols]) {
      await page.goto(path);
      await page.getByRole('heading', { name: title }).waitFor();
      await page.getByText(text).waitFor();
      expect(await page.getByText(/invites you|Say your name/).count()).toBe(0);
      expect(await page.getByRole('button', { name: /^Join/ }).count()).toBe(0);
    }
    // Which chat it is that lets nobody in.
    await visitors.getByText(`“Choir”, run by ${alice.username}.`).waitFor();
  }
});

test('what is wrong with a field is said in words for people, beside it', async ({
  people: { alice, bob },
  kept,
  newPage,
}) => {
  const framework = /this field|ensure|may not|not a valid|required|already exists|too similar/i;
  const visitors = await newPage(phone);
  const isPlain = async (page: Page, sentence: string) => {
    const said = page.getByText(sentence);
    await said.first().waitFor();
    const box = await said.first().boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= phone.width, sentence).toBe(true);
    expect(await page.locator('main').innerText()).not.toMatch(framework);
  };
  await visitors.goto('/');
  await tapOn(visitors, 'Start chatting');
  await isPlain(visitors, 'Please fill this in.');
  await tapOn(visitors, 'Sign up');
  await visitors.getByLabel('Username').fill(bob.username.toUpperCase());
  await visitors.getByLabel('Password', { exact: true }).fill('1234');
  await tapOn(visitors, 'Sign up');
  await isPlain(visitors, 'Somebody has this name already.');
  await isPlain(visitors, 'Too short: at least 8 characters.');
  await visitors.getByLabel('Username').fill('two words');
  await tapOn(visitors, 'Sign up');
  await isPlain(visitors, 'Only letters, digits and @ . + - _, and no spaces.');

  const bobs = await kept.pageOf(bob);
  await bobs.goto('/');
  await bobs.getByRole('tab', { name: 'Rooms' }).tap();
  await tapOn(bobs, 'Make a room');
  await bobs.getByLabel('Name of the room').fill('Gardening');
  await bobs.getByLabel('Readable address').fill('No such address');
  await tapOn(bobs, 'Make it');
  await isPlain(bobs, 'Only small letters, digits and hyphens.');
  await bobs.goto('/settings/');
  await bobs.getByLabel('Display name').fill(alice.username);
  await bobs.getByLabel('E-mail').fill('nowhere');
  await tapOn(bobs.getByRole('form', { name: 'You' }), 'Save');
  await isPlain(bobs, 'This is no e-mail address.');
});

test('the badge goes from “every few seconds” to “live” and to “waiting”, and a tap says what that means', async ({
  newPage,
}) => {
  // Polls that are some seconds apart, so that one has time to read.
  const slow = await startTestServer({ RATE_LIMITS: 'on' });
  onTestFinished(() => slow.stop());
  const { alice, bob, path } = await threePeople(slow);
  const bobs = await pageOf(newPage, bob, path, { ...phone, baseURL: slow.url });
  const alices = await pageOf(newPage, alice, path, { baseURL: slow.url });
  const tells = async (state: string, ...sentences: string[]) => {
    await bobs.getByRole('button', { name: `Connection: ${state}` }).tap();
    const dialog = bobs.getByRole('dialog', { name: `Connection: ${state}` });
    for (const sentence of sentences) await dialog.getByText(sentence).first().waitFor();
    await tapOn(dialog, 'Close');
    await gone(dialog);
  };
  expect(await badge(bobs).getAttribute('aria-label')).toBe('Connection: every few seconds');
  await bobs.getByRole('button', { name: 'Connection: live' }).waitFor();
  await tells('live', 'What others say is here at once.');
  await say(alices, 'At once');
  await message(bobs, 'At once').waitFor();
  await slow.halt();
  await bobs.getByRole('button', { name: 'Connection: waiting' }).waitFor();
  await sayByTouch(bobs, 'Meanwhile');
  await tells('waiting, 1 to send', 'What you write is kept, and sent as soon as the server can be reached.');
  await slow.resume();
  await tellOnline(bobs);
  await hear(alices, 'Meanwhile');
});

test('a private chat is two people: no owner, no members to count, nobody who joined', async ({
  people: { alice, bob },
  look,
}) => {
  const { uri } = arranged(
    await alice.post<{ uri: string }>('/api/directs/', { username: bob.username }),
    201,
  );
  const [alices, bobs] = await Promise.all([look(alice, pageAt({ uri })), look(bob, pageAt({ uri }))]);
  await sayByTouch(bobs, 'Between us');
  await hear(alices, 'Between us');
  await bobs.getByRole('heading', { name: alice.username }).waitFor();
  await bobs.getByText(/^Private chat/).waitFor();
  const ofGroups = /\bowner\b|\d members?\b|joined|Invite link|Copy invite link/i;
  expect(await bobs.locator('body').innerText()).not.toMatch(ofGroups);
  await openDetailsByTouch(bobs);
  await bobs.getByRole('heading', { name: 'The two of you' }).waitFor();
  expect(await bobs.locator('body').innerText()).not.toMatch(ofGroups);
  await bobs.getByRole('button', { name: `Options for ${alice.username}` }).tap();
  expect(await bobs.getByRole('dialog').innerText()).not.toMatch(ofGroups);
  await tapOn(bobs.getByRole('dialog'), 'Close');
  await bobs.getByRole('button', { name: 'Close the details' }).tap();
  await goBackByTouch(bobs);
  const row = bobs.getByRole('list', { name: 'Your chats' }).getByRole('listitem').first();
  await row.getByText('You: Between us').waitFor();
  expect(await row.innerText()).not.toMatch(ofGroups);
});
