import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { openSection } from './details-steps.ts';
import { test } from './kept-pages.ts';
import { said } from './message-steps.ts';
import { logIn, openOwnChat, signUp } from './pages.ts';
import {
  composer,
  gone,
  hear,
  message,
  openChat,
  openDetails,
  say,
  sayOverHttp,
  startChat,
  tellOnline,
} from './steps.ts';

const colourOf = (element: Element) => {
  const bubble = element.querySelector('.bubble');
  return bubble ? getComputedStyle(bubble).backgroundColor : '';
};

const middleOf = (element: Element) => {
  const { left, right } = (element.querySelector('.bubble') ?? element).getBoundingClientRect();
  return (left + right) / 2;
};

test('two people talk to each other', async ({ newPage, server }) => {
  const [alice, bob] = [await newPage(), await newPage()];
  await signUp(alice, newName('alice'));
  const path = await startChat(alice);
  expect(path).toMatch(/^\/chats\/\w{22,}\/$/);
  await logIn(bob, await signUpOverHttp(server, newName('bob')));
  await openChat(bob, path);
  await say(alice, 'Is it you, Bob?');
  await hear(bob, 'Is it you, Bob?');
  await say(bob, 'It is, Alice.');
  await hear(alice, 'It is, Alice.');
});

test('own messages stand right on blue, those of others left on white, with the pictures of their authors', async ({
  ownChat: { page, path },
  server,
}) => {
  const bob = await personInChat(server, newName('bob'), path);
  await say(page, 'Mine');
  await sayOverHttp(bob, path, ['Of someone else']);
  const [own, other] = [message(page, 'Mine'), message(page, 'Of someone else')];
  await hear(page, 'Of someone else');
  expect(await other.evaluate(colourOf)).toBe('rgb(255, 255, 255)');
  const [red = 0, green = 0, blue = 0] = (await own.evaluate(colourOf)).match(/\d+/g)?.map(Number) ?? [];
  expect(blue).toBeGreaterThan(Math.max(red, green) + 80);
  expect(await own.evaluate(middleOf)).toBeGreaterThan((await other.evaluate(middleOf)) + 200);
  for (const row of [own, other]) expect(await row.locator('.avatar').isVisible()).toBe(true);
  expect(await other.getByText(bob.username).isVisible()).toBe(true);
});

test.for([
  ['I love this, what a wonderful day!', 'Sounds happy'],
  ['The meeting is on Monday', 'Sounds neutral'],
  ['This is horrible and I hate it', 'Sounds sad'],
] as const)('%j %s', async ([text, mood], { ownChat: { page } }) => {
  await say(page, text);
  await message(page, text).getByRole('img', { name: mood }).waitFor();
});

test('text is shown as it was written, markup and line breaks included', async ({
  ownChat: { page, path },
  server,
}) => {
  const bob = await personInChat(server, newName('bob'), path);
  const text = '<img src=x onerror=alert(1)> &amp;\n  second line';
  await sayOverHttp(bob, path, [text]);
  await tellOnline(page);
  const shown = page.getByRole('log').getByText('onerror');
  expect(await shown.textContent()).toBe(text);
  expect(await shown.getAttribute('dir')).toBe('auto');
});

test('addresses are links that tell nobody where one came from, and nothing else is one', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await said(bob, path, 'See https://example.org/a_(b)?c=d. (Or www.example.com!)');
  await said(
    bob,
    path,
    'javascript:alert(1) data:text/html,x <a href="http://x">mailto:a@b.c ftp://example.org',
  );
  const page = await look(alice, path);
  const links = page.getByRole('log').getByRole('link');
  await links.first().waitFor();
  const found = await links.evaluateAll((all) =>
    all.map((it) => [it.textContent, it.getAttribute('href'), it.getAttribute('rel')]),
  );
  const rel = 'noopener noreferrer nofollow';
  expect(found).toEqual([
    ['https://example.org/a_(b)?c=d', 'https://example.org/a_(b)?c=d', rel],
    ['www.example.com', 'https://www.example.com', rel],
    ['http://x', 'http://x', rel],
  ]);
});

test('marks are shown as what they say, while one writes and once it is sent', async ({
  ownChat: { page, path },
  server,
}) => {
  const preview = page.getByRole('region', { name: 'Preview' });
  await composer(page).fill('Not **quite');
  await page.getByRole('button', { name: 'Preview' }).waitFor();
  // By way of the emoji and what sends.
  for (const key of ['Tab', 'Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
  await preview.getByText('Not **quite').waitFor();
  await composer(page).fill(
    'Not **quite**\n> *so*\n2. `b*`\n```html\n<i>a</i>\n```\nhttps://x.example a@x.example',
  );
  await preview.getByRole('strong').getByText('quite').waitFor();
  await composer(page).press('Enter');
  await gone(preview);
  const shown = page.getByRole('log').locator('.text-blocks');
  await shown.getByRole('blockquote').getByRole('emphasis').getByText('so', { exact: true }).waitFor();
  expect(await shown.getByRole('listitem').evaluate((item) => (item as HTMLLIElement).value)).toBe(2);
  expect(await shown.getByRole('code').allTextContents()).toEqual(['b*', '<i>a</i>']);
  expect(
    await shown.getByRole('link').evaluateAll((links) => links.map((it) => it.getAttribute('href'))),
  ).toEqual(['https://x.example', 'mailto:a@x.example']);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await shown.getByRole('button', { name: 'Copy' }).click();
  await shown.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('<i>a</i>');
  const bob = await personInChat(server, newName('bob'), path);
  await sayOverHttp(bob, path, ['👍🏽 ❤️']);
  await tellOnline(page);
  await page.getByRole('log').locator('.large-emoji').getByText('👍🏽 ❤️').waitFor();
});

test('a message that is deleted turns into a tombstone', async ({ ownChat: { page, path }, server }) => {
  const bob = await personInChat(server, newName('bob'), path);
  const sent = await bob.post<{ id: number }>(`/api${path}messages/`, { message: 'I should not say this' });
  await hear(page, 'I should not say this');
  await bob.delete(`/api${path}messages/${sent.body.id}/`);
  await hear(page, 'This message was deleted.');
  await gone(message(page, 'I should not say this'));
});

test('the owner gives the chat a name, which the others see', async ({ newPage, server }) => {
  const [alice, bob] = [await newPage(), await newPage()];
  const names = [newName('alice'), newName('bob')] as const;
  await signUp(alice, names[0]);
  const path = await startChat(alice);
  await logIn(bob, await signUpOverHttp(server, names[1]));
  await openChat(bob, path);
  await bob.getByRole('heading', { name: `${names[0]}’s chat of` }).waitFor();
  for (const page of [alice, bob]) await openDetails(page);
  expect(await bob.getByRole('button', { name: 'Chat settings' }).count()).toBe(0);
  await openSection(alice, 'Chat settings');
  await alice.getByLabel('Name of the chat').fill('Sunday walk');
  await alice.getByRole('button', { name: 'Save name' }).click();
  await alice.getByRole('heading', { name: 'Sunday walk' }).waitFor();
  await until(() => alice.title(), {
    what: 'the title has the name',
    is: (title) => title.startsWith('Sunday walk'),
  });
  await bob.reload();
  await bob.getByRole('heading', { name: 'Sunday walk' }).waitFor();
});

test('whoever comes into the chat is among its members as soon as they say something', async ({
  ownChat: { page, path },
  server,
}) => {
  await page.getByText('1 member', { exact: true }).waitFor();
  const name = newName('bob');
  await sayOverHttp(await personInChat(server, name, path), path, ['Hello']);
  await hear(page, 'Hello');
  await page.getByText('2 members', { exact: true }).waitFor();
  await openDetails(page);
  await page.getByRole('list', { name: 'Members' }).getByText(name).waitFor();
});

test('one leaves a chat after a question, and it is gone from the list', async ({ newPage }) => {
  const page = await newPage();
  await openOwnChat(page, newName('alice'));
  await openDetails(page);
  await page.getByRole('button', { name: 'Leave chat' }).click();
  const question = page.getByRole('dialog', { name: 'Leave this chat?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await question.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Leave chat' }).click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await page.getByText('No chats yet').waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});
