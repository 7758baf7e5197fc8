import { expect } from 'vitest';
import { until } from '../support/until.ts';
import { enterDetails, openSection } from './details-steps.ts';
import { intercept } from './intercept.ts';
import { test } from './kept-pages.ts';
import { composer, focusOn, goHome, gone, hear, message, say, sayOverHttp, tellOnline } from './steps.ts';

test('a new name, and after how long messages disappear, is seen by everybody at once', async ({
  threePeople: { alice, bob, carol, path },
  look,
}) => {
  await carol.patch(`/api${path}`, {});
  const [alices, ...others] = await Promise.all([
    enterDetails(look, alice, path),
    look(bob, path),
    look(carol, path),
  ]);
  await openSection(alices, 'Chat settings');
  const field = alices.getByLabel('Name of the chat');
  await field.fill('Sunday walk');
  await alices.getByRole('button', { name: 'Save name' }).click();
  await alices.getByRole('status').getByText('Name saved.').waitFor();
  for (const page of [alices, ...others]) await page.getByRole('heading', { name: 'Sunday walk' }).waitFor();
  // Another device of the owner: the field follows as long as nothing is written there.
  await alice.patch(`/api${path}`, { name: 'Monday walk' });
  await until(() => field.inputValue(), { what: 'the field follows', is: (name) => name === 'Monday walk' });
  await alices.getByLabel('What it is about').fill('Who walks where');
  await alices.getByRole('button', { name: 'Save topic' }).click();
  await alices.getByRole('status').getByText('Topic saved.').waitFor();
  for (const page of others) await page.getByText('Who walks where').first().waitFor();
  await openSection(alices, 'Disappearing messages');
  await alices.getByLabel('Messages from now on').selectOption('disappear after 7 days');
  const [bobs] = others;
  await bobs?.getByText('lets messages disappear after 7 days').waitFor();
  await alices.getByText('You let messages disappear after 7 days').waitFor();
  await bobs?.getByRole('img', { name: 'Messages disappear after 7 days' }).waitFor();
  await field.fill('w'.repeat(101));
  await alices.getByRole('button', { name: 'Save name' }).click();
  await alices.getByText('At most 100 characters.').waitFor();
});

test('a chat that is closed, or by invite only, refuses who comes with the link and says why', async ({
  threePeople: { alice, carol, path },
  look,
  newPage,
}) => {
  const alices = await enterDetails(look, alice, path);
  const carols = await newPage();
  await openSection(alices, 'Chat settings');
  const choose = async (name: string) => {
    await alices.getByRole('radio', { name }).check();
    await alices.getByRole('button', { name: 'Save who may join' }).click();
    await alices.getByRole('status').getByText('Saved.', { exact: true }).waitFor();
  };
  await choose('Nobody new');
  await carols.addInitScript(
    (kept) => localStorage.setItem('holdline.session', kept),
    JSON.stringify({ token: carol.token, user: carol.user }),
  );
  await carols.goto(path);
  await carols.getByRole('heading', { name: 'This chat is closed' }).waitFor();
  await choose('By invite only');
  await carols.reload();
  await carols.getByRole('heading', { name: 'This chat is by invite only' }).waitFor();
  await choose('Whoever has the link');
  await carols.reload();
  await carols.getByRole('log').waitFor();
  await alices.getByText('3 members').waitFor();
});

test('when the link is replaced all pages move to the new address and talk on; the old one leads nowhere', async ({
  threePeople: { alice, bob, carol, path },
  look,
}) => {
  const [alices, bobs] = await Promise.all([enterDetails(look, alice, path), look(bob, path)]);
  // Half a sentence, and a whole one for which the line was down, go along.
  const takeSends = await intercept(bobs, '**/messages/', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await say(bobs, 'Written before');
  await composer(bobs).fill('Half a');
  await openSection(alices, 'Chat settings');
  await alices.getByRole('button', { name: 'Replace the link' }).click();
  const question = alices.getByRole('dialog', { name: 'Replace the link of this chat?' });
  await question.getByRole('button', { name: 'Replace link' }).click();
  await question.waitFor({ state: 'hidden' });
  const addresses = await Promise.all(
    [alices, bobs].map((page) =>
      until(() => new URL(page.url()).pathname, { what: 'the address is new', is: (now) => now !== path }),
    ),
  );
  expect(addresses[0]).toBe(addresses[1]);
  takeSends();
  await tellOnline(bobs);
  await hear(alices, 'Written before');
  expect(await composer(bobs).inputValue()).toBe('Half a');
  // Nobody is thrown out of what they are doing.
  expect(await alices.getByLabel('Name of the chat').isVisible()).toBe(true);
  await say(bobs, 'Still here');
  await hear(alices, 'Still here');
  await say(alices, 'So am I');
  await hear(bobs, 'So am I');
  expect((await carol.get(`/api${path}`)).status).toBe(404);
  expect((await carol.get(`/api${addresses[0]}`)).status).toBe(200);
});

test('when the owner ends the chat everyone in it is told, and it is gone from their lists', async ({
  threePeople: { alice, bob, path },
  look,
}) => {
  const [alices, bobs] = await Promise.all([enterDetails(look, alice, path), look(bob, path)]);
  await openSection(alices, 'Chat settings');
  await alices.getByRole('button', { name: 'End the chat' }).click();
  const question = alices.getByRole('dialog', { name: 'End this chat for everyone?' });
  await question.getByRole('button', { name: 'Keep it' }).click();
  await alices.getByRole('button', { name: 'End the chat' }).click();
  await question.getByRole('button', { name: 'End chat' }).click();
  await bobs.getByRole('heading', { name: 'This chat is over' }).waitFor();
  await until(() => new URL(alices.url()).pathname, { what: 'Alice is at home', is: (now) => now === '/' });
  expect((await alice.get(`/api${path}`)).status).toBe(404);
});

test('what of a chat draws one’s attention is chosen there, and the list and the title go by it', async ({
  people: { alice, bob, carol },
  threeInChat: { path },
  look,
}) => {
  await bob.put(`/api/blocks/${carol.username}/`);
  const page = await enterDetails(look, bob, path);
  await openSection(page, 'Notifications');
  await page.getByRole('radio', { name: 'My name, and whispers to me' }).check();
  await until(() => bob.get<{ notify: string }>(`/api${path}`), {
    what: 'it is kept',
    is: ({ body }) => body.notify === 'mentions',
  });
  await goHome(page);
  await page.getByRole('log').waitFor({ state: 'detached' });
  const row = page.getByRole('listitem').filter({ has: page.locator(`a[href="${path}"]`) });
  // There are chats of other tests.
  const counted = async () => Number(/^\((\d+)/.exec(await page.title())?.[1] ?? 0);
  const before = await counted();
  // Whoever is blocked calls nobody.
  await sayOverHttp(carol, path, [`@${bob.username}!`]);
  await tellOnline(page);
  await row.getByLabel('1 unread message').waitFor();
  await until(counted, { what: 'the title counts none of it', is: (count) => count === before });
  // The page learns of the block by asking for the chat once more.
  await gone(row.getByLabel('1 mention of you'));
  const text = `Is @${bob.username.toUpperCase()} here, or @${carol.username}?`;
  await sayOverHttp(alice, path, [text]);
  await tellOnline(page);
  await row.getByLabel('1 mention of you').waitFor();
  await until(counted, { what: 'the title counts what names one', is: (count) => count === before + 1 });
  await alice.post(`/api${path}messages/`, { message: 'psst', to: bob.username });
  await tellOnline(page);
  await row.getByText(`${alice.username} whispers: psst`).waitFor();
  await row.getByRole('link').click();
  const said = message(page, text);
  const ground = (name: string) =>
    said.getByText(name, { exact: true }).evaluate((chip) => getComputedStyle(chip).backgroundColor);
  expect(await ground(`@${bob.username.toUpperCase()}`)).not.toBe(await ground(`@${carol.username}`));
  await row.getByLabel('1 mention of you').waitFor({ state: 'detached' });
});

test('in the list a chat is marked, muted, archived and left by its menu; what is said brings it back', async ({
  people: { alice, bob },
  threeInChat: { path },
  look,
}) => {
  const page = await look(bob, path);
  await goHome(page);
  const row = page.getByRole('listitem').filter({ has: page.locator(`a[href="${path}"]`) });
  const choose = async (item: string) => {
    await row.hover();
    await row.getByRole('button', { name: /^Chat options: / }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
    await gone(page.getByRole('menu'));
  };
  const counted = async () => Number(/^\((\d+)/.exec(await page.title())?.[1] ?? 0);
  const before = await counted();
  await choose('Mark as unread');
  await row.getByLabel('marked as unread').waitFor();
  await until(counted, { what: 'the title counts it', is: (count) => count === before + 1 });
  await choose('Mute');
  await until(counted, { what: 'the title counts it no more', is: (count) => count === before });
  await choose('Unmute');
  await row.getByRole('link').click();
  await page.getByRole('log').waitFor();
  await gone(row.getByLabel('marked as unread'));

  // By the keyboard alone, which is then where the chat was, and with the chat where it is.
  const archive = page.getByText(/^Archived \(\d+\)$/);
  await row.getByRole('link').focus();
  await row.getByRole('link').dispatchEvent('contextmenu');
  await page.getByRole('menuitem', { name: 'Archive', exact: true }).focus();
  await page.keyboard.press('Enter');
  await archive.waitFor();
  await until(() => page.evaluate(() => document.activeElement?.matches('a, summary')), {
    what: 'the focus is in the list',
  });
  await archive.click();
  await choose('Take out of the archive');
  await focusOn(row.getByRole('link'), 'the chat that is back');
  await gone(archive);
  await choose('Archive');
  await archive.waitFor();
  await sayOverHttp(alice, path, ['Are you there?']);
  await tellOnline(page);
  await gone(archive);
  await choose('Leave chat');
  const question = page.getByRole('dialog', { name: 'Leave this chat?' });
  await page.goBack();
  await gone(question);
  await choose('Leave chat');
  await question.getByRole('button', { name: 'Leave' }).click();
  await gone(row);
  expect((await bob.get(`/api${path}messages/`)).status).toBe(403);
});
