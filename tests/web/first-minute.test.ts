import { expect } from 'vitest';
import { newName, ownerOf } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { enterAs } from './entry-steps.ts';
import { openAs } from './pages.ts';
import { test } from './stage.ts';
import { fillForm, hear, message, password, say } from './steps.ts';

const pathOf = (url: string) => new URL(url).pathname;

/** A new invite's link, which is a path where nobody told the server how people reach it. */
async function invitePath(owner: Person, path: string, limits: object = {}): Promise<string> {
  const { body } = await owner.post<{ url: string }>(`/api${path}invites/`, limits);
  return body.url;
}

test('one nickname starts a chat, one more joins it by its link, and a third finds the nickname taken', async ({
  newPage,
}) => {
  const [alice, bob, carol] = [await newPage(), await newPage(), await newPage()];
  const [aliceName, bobName] = [newName('Alice'), newName('Bob')];
  await alice.goto('/');
  await enterAs(alice, aliceName);
  await alice.getByRole('log').waitFor();
  const path = pathOf(alice.url());
  expect(path).toMatch(/^\/chats\/\w{22,}\/$/);
  await say(alice, 'Who is there?');

  await bob.goto(path);
  await bob.getByRole('heading', { name: `${aliceName} invites you to chat` }).waitFor();
  await bob.getByText('1 person is in this chat.').waitFor();
  await enterAs(bob, bobName);
  await message(bob, 'Who is there?').waitFor();
  await say(bob, 'Me');
  await hear(alice, 'Me');

  await carol.goto(path);
  await enterAs(carol, bobName.toUpperCase());
  await carol.getByText('That nickname is taken.').waitFor();
  const field = carol.getByLabel('Nickname');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await until(() => field.evaluate((input) => input === document.activeElement), {
    what: 'it has the focus',
  });
  await enterAs(carol, newName('Carol'));
  await message(carol, 'Me').waitFor();
  await alice.getByText('3 members').first().waitFor();
});

test('to look at a link joins nobody; whoever logs in or signs up from it is in that chat, and may change their mind', async ({
  newPage,
  server,
}) => {
  const { owner, path } = await ownerOf(server, 'Choir');
  await owner.post(`/api${path}messages/`, { message: 'Thursday at eight' });
  const { username } = await signUp(server, newName('bob'), { password });
  const [bob, carol] = [await newPage(), await newPage()];
  await bob.goto(path);
  await bob.getByRole('heading', { name: `${owner.username} invites you to “Choir”` }).waitFor();
  for (const page of [bob, carol]) {
    await page.goto(path);
    await page.getByText('1 person is in this chat.').waitFor();
    await page.getByRole('heading', { name: `${owner.username} invites you to “Choir”` }).waitFor();
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('button', { name: 'Go on without an account' }).click();
    await page.getByLabel('Nickname').waitFor();
  }
  await fillForm(bob, 'Log in', username);
  await fillForm(carol, 'Sign up', newName('carol'));
  for (const page of [bob, carol]) {
    await message(page, 'Thursday at eight').waitFor();
    expect(pathOf(page.url())).toBe(path);
  }
});

test('an invite opens what the link alone does not, for a guest, for an account and for as many as it says', async ({
  newPage,
  server,
}) => {
  const { owner, path } = await ownerOf(server, 'Board');
  await owner.patch(`/api${path}`, { join_policy: 'invite' });
  await owner.post(`/api${path}messages/`, { message: 'Welcome to the board' });
  const join = await invitePath(owner, path, { max_uses: 2, note: 'For the board' });
  const [guest, member, late] = [await newPage(), await newPage(), await newPage()];

  await guest.goto(join);
  await guest.getByRole('heading', { name: `${owner.username} invites you to “Board”` }).waitFor();
  await guest.getByText('For the board').waitFor();
  await enterAs(guest, newName('Guest'));
  await message(guest, 'Welcome to the board').waitFor();
  expect(pathOf(guest.url())).toBe(path);

  await openAs(member, await signUp(server, newName('bob')), join);
  await member.getByRole('button', { name: 'Join', exact: true }).click();
  await message(member, 'Welcome to the board').waitFor();

  await late.goto(join);
  await late.getByRole('heading', { name: 'This invite has been used up' }).waitFor();
  await late.goto(path);
  await late.getByRole('heading', { name: 'This chat is by invite only' }).waitFor();
  await late.getByText(`“Board”, run by ${owner.username}.`).waitFor();
  await late
    .getByText('Ask whoever runs it for a personal invite. If you are in it already, log in.')
    .waitFor();
  expect(await late.getByText('invites you').count()).toBe(0);
  expect(await late.getByLabel('Nickname').count()).toBe(0);
});

test('an invite that was withdrawn, one that never was and one to a chat that is closed say so', async ({
  newPage,
  server,
}) => {
  const { owner, path } = await ownerOf(server, 'Cellar');
  const page = await newPage();
  const withdrawn = await invitePath(owner, path);
  await owner.delete(`/api${path}invites/${withdrawn.split('/')[2]}/`);
  await page.goto(withdrawn);
  await page.getByRole('heading', { name: 'This invite was withdrawn' }).waitFor();
  await page.goto('/join/nosuchcode/');
  await page.getByRole('heading', { name: 'We can’t find this invite' }).waitFor();

  const open = await invitePath(owner, path);
  await openAs(page, await signUp(server, newName('bob')), open);
  await page.getByRole('button', { name: 'Join', exact: true }).waitFor();
  await owner.patch(`/api${path}`, { join_policy: 'closed' });
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('heading', { name: 'This chat is closed' }).waitFor();
});

test('logging in from an invite leads right through it', async ({ newPage, server }) => {
  const { owner, path } = await ownerOf(server, 'Attic');
  const { username } = await signUp(server, newName('bob'), { password });
  const page = await newPage();
  await page.goto(await invitePath(owner, path));
  await fillForm(page, 'Log in', username);
  await page.getByRole('log').waitFor();
  expect(pathOf(page.url())).toBe(path);
});

test('a guest whose token ends finds the nickname there, and is back in the chat by one key', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  const name = newName('Dora');
  const { path } = await ownerOf(server, 'Choir');
  await page.goto(path);
  await enterAs(page, name);
  await page.getByRole('log').waitFor();
  const kept = await page.evaluate(() => localStorage.getItem('holdline.session'));
  const headers = { Authorization: `JWT ${JSON.parse(kept ?? '{}').token}` };
  // Gone for good, and so the name is free again.
  await page.request.delete('/auth/me/', { headers });
  await page.getByText('You were away for long.').waitFor();
  expect(await page.getByLabel('Nickname').inputValue()).toBe(name);
  await page.getByLabel('Nickname').press('Enter');
  await page.getByRole('log').waitFor();
  expect(pathOf(page.url())).toBe(path);
});

test('where the system has a sheet for sharing, the link goes there, and copying stays', async ({
  newPage,
  server,
}) => {
  const { owner, path } = await ownerOf(server, 'Choir');
  const page = await newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.addInitScript(() => {
    const share = (data: unknown) => {
      Reflect.set(window, 'shared', data);
      return Promise.reject(new DOMException('closed', 'AbortError'));
    };
    Object.defineProperty(navigator, 'share', { value: share });
  });
  await openAs(page, owner, path);
  const header = page.getByRole('banner');
  await header.getByRole('button', { name: 'Share link' }).click();
  await until(() => page.evaluate(() => Reflect.get(window, 'shared')), {
    what: 'the sheet has the link',
    is: (shared) => shared?.url === server.url + path,
  });
  await header.getByRole('button', { name: 'Copy invite link' }).click();
  await until(() => page.evaluate(() => navigator.clipboard.readText()), {
    what: 'the link is copied',
    is: (copied) => copied === server.url + path,
  });
});
