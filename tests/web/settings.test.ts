import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { logIn, openAs } from './pages.ts';
import { openSettings, part } from './settings-steps.ts';
import { test } from './stage.ts';
import { message, openChat, password, tellOnline } from './steps.ts';

test('a new name and picture show at once on the pages of the others, and in the other tab', async ({
  newPage,
  server,
}) => {
  const [alice, bob, carol] = await Promise.all(
    ['alice', 'bob', 'carol'].map((name) => signUpOverHttp(server, newName(name))),
  );
  if (!alice || !bob || !carol) throw new Error('Three people.');
  await alice.patch('/auth/me/', { avatar: 2 });
  const { body: chat } = await alice.post<{ uri: string }>('/api/chats/', {});
  const path = `/chats/${chat.uri}/`;
  for (const person of [bob, carol]) await person.patch(`/api${path}`, {});
  await alice.post(`/api${path}messages/`, { message: 'It is me' });

  const pages = await Promise.all([newPage(), newPage(), newPage()]);
  const [alices, bobs, carols] = pages;
  await logIn(alices, alice);
  await logIn(bobs, bob);
  await logIn(carols, carol);
  await openSettings(alices);
  const tab = await alices.context().newPage();
  for (const page of [tab, bobs, carols]) await openChat(page, path);

  const name = `${newName('Alicia')} 🎈`;
  const you = part(alices, 'You');
  await you.getByLabel('Display name').fill(name);
  const fish = you.getByRole('radio', { name: 'Fish' });
  await until(() => fish.isChecked(), { what: 'the picture is known that was chosen elsewhere' });
  await fish.press('ArrowRight');
  expect(await you.getByRole('radio', { name: 'Cactus' }).isChecked()).toBe(true);
  await you.getByRole('button', { name: 'Save' }).click();
  await you.getByRole('status').getByText('Saved.').waitFor();
  await alices.getByRole('link', { name: `${name}: settings` }).waitFor();
  for (const page of [bobs, carols]) {
    await tellOnline(page);
    await message(page, 'It is me').getByText(name).waitFor();
    expect(await message(page, 'It is me').locator('use').first().getAttribute('href')).toMatch(/#a3$/);
  }
  const ownPicture = () => message(tab, 'It is me').locator('use').first().getAttribute('href');
  await until(ownPicture, { what: 'the other tab has the picture', is: (href) => /#a3$/.test(href ?? '') });

  const receipts = part(alices, 'What you have read').getByRole('checkbox', {
    name: 'Let others see what you have read',
  });
  await receipts.uncheck();
  const isTold = async () => (await alice.get<{ read_receipts: boolean }>('/auth/me/')).body.read_receipts;
  await until(isTold, { what: 'the server keeps to it', is: (told) => told === false });
});

test('what is wrong with the profile stands at its field, and nothing is changed; a new password ends the other log-ins and keeps this one', async ({
  newPage,
  server,
}) => {
  const alice = await signUpOverHttp(server, newName('alice'), { email: 'alice@example.org' });
  const bob = await signUpOverHttp(server, newName('bob'));
  const page = await newPage();
  await logIn(page, alice);
  await openSettings(page);
  const you = part(page, 'You');
  expect(await you.getByLabel('E-mail').inputValue()).toBe('alice@example.org');
  await you.getByLabel('Display name').fill(bob.username);
  await you.getByLabel('E-mail').fill('nowhere');
  await you.getByRole('button', { name: 'Save' }).click();
  await you.getByText('This is no e-mail address.').waitFor();
  expect(await you.getByLabel('Display name').getAttribute('aria-invalid')).toBe('true');
  expect(await you.getByText('Saved.').count()).toBe(0);
  expect((await alice.get('/auth/me/')).body).toMatchObject({
    display_name: alice.username,
    email: 'alice@example.org',
  });
  await you.getByLabel('Display name').fill(alice.username);
  await you.getByLabel('E-mail').fill('new@example.org');
  await you.getByRole('button', { name: 'Save' }).click();
  await you.getByText('Saved.').waitFor();
  expect((await alice.get('/auth/me/')).body).toMatchObject({ email: 'new@example.org' });

  const login = { username: alice.username, password };
  const elsewhere = await alice.post<{ token: string }>('/auth/jwt/create/', login, { token: null });
  const form = part(page, 'Password');
  await form.getByLabel('Current password').fill('not that one');
  await form.getByLabel('New password').fill('1234');
  await form.getByRole('button', { name: 'Change password' }).click();
  await form.getByText('Too short: at least 8 characters.').waitFor();
  expect(await form.getByLabel('Current password').getAttribute('aria-invalid')).toBe('true');
  await form.getByLabel('Current password').fill(password);
  await form.getByLabel('New password').fill('quiet-meadow-37');
  await form.getByRole('button', { name: 'Change password' }).click();
  await form.getByRole('status').getByText('Password changed.').waitFor();
  expect(await form.getByLabel('New password').inputValue()).toBe('');
  expect((await alice.get('/auth/me/')).status).toBe(200);
  expect((await alice.get('/auth/me/', { token: elsewhere.body.token })).status).toBe(401);
});

test('a chosen theme holds over a reload, in other tabs and against the device, until it is left to it', async ({
  newPage,
  server,
}) => {
  const page = await newPage({ colorScheme: 'light' });
  await logIn(page, await signUpOverHttp(server, newName('alice')));
  await openSettings(page);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const barColour = () =>
    page
      .locator('meta[name=theme-color]')
      .evaluateAll((metas) =>
        metas.flatMap((meta) =>
          meta instanceof HTMLMetaElement && matchMedia(meta.media).matches ? [meta.content] : [],
        ),
      );
  const light = await paper();
  const other = await page.context().newPage();
  await other.goto('/');
  // Long as it is, it scrolls beside the list, and the window does not.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await part(page, 'Look').getByLabel('Dark').check();
  expect(await paper()).not.toBe(light);
  expect(await barColour()).toEqual(['#12171d']);
  const others = () => other.evaluate(() => document.documentElement.dataset.theme);
  await until(others, { what: 'the other tab is dark', is: (theme) => theme === 'dark' });
  await page.reload();
  await part(page, 'Look').getByLabel('Dark').waitFor();
  expect(await part(page, 'Look').getByLabel('Dark').isChecked()).toBe(true);
  expect(await paper()).not.toBe(light);
  await part(page, 'Look').getByLabel('As on this device').check();
  expect(await paper()).toBe(light);
  expect(await barColour()).toEqual(['#edf0f4']);
});

test('one logs out everywhere at once', async ({ newPage, server }) => {
  const alice = await signUpOverHttp(server, newName('alice'));
  const [page, phone] = [await newPage(), await newPage()];
  await logIn(page, alice);
  const login = { username: alice.username, password };
  const { body } = await alice.post<{ token: string }>('/auth/jwt/create/', login, { token: null });
  await openAs(phone, { token: body.token, user: alice.user });
  await openSettings(page);
  await part(page, 'Log out').getByRole('button', { name: 'Log out everywhere' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
  await tellOnline(phone);
  await phone.getByText('You have been logged out.').waitFor();
});

test('an account ends only with its password, and its words stay under nobody’s name', async ({
  newPage,
  server,
}) => {
  const [alice, bob] = [
    await signUpOverHttp(server, newName('alice')),
    await signUpOverHttp(server, newName('bob')),
  ];
  const { body: chat } = await bob.post<{ uri: string }>('/api/chats/', {});
  await alice.patch(`/api/chats/${chat.uri}/`, {});
  await alice.post(`/api/chats/${chat.uri}/messages/`, { message: 'Remember this' });
  const [page, bobs] = [await newPage(), await newPage()];
  await logIn(page, alice);
  await logIn(bobs, bob);
  await openChat(bobs, `/chats/${chat.uri}/`);
  await openSettings(page);
  const button = part(page, 'Delete account').getByRole('button', { name: 'Delete account' });
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await dialog.getByText('This can’t be undone.').waitFor();
  await dialog.getByLabel('Current password').fill('a guess');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await dialog.getByRole('listitem').waitFor();
  expect(await dialog.getByLabel('Current password').getAttribute('aria-invalid')).toBe('true');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await until(() => button.evaluate((it) => it === document.activeElement), { what: 'the focus is back' });
  expect((await alice.get('/auth/me/')).status).toBe(200);
  await button.click();
  expect(await dialog.getByLabel('Current password').inputValue()).toBe('');
  await dialog.getByLabel('Current password').fill(password);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect((await alice.get('/auth/me/')).status).toBe(401);
  await tellOnline(bobs);
  await message(bobs, 'Remember this').getByText('Deleted user').waitFor();
});
