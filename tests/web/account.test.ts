import type { Route } from 'playwright-core';
import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { intercept } from './intercept.ts';
import { signUp } from './pages.ts';
import { test } from './stage.ts';
import { fillForm, startChat } from './steps.ts';

test('what is wrong with a field stands beside it, and a wrong password is told without saying which of the two was wrong', async ({
  newPage,
  server,
}) => {
  const { username } = await signUpOverHttp(server, newName('taken'));
  const page = await newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByLabel('Username').fill(username.toUpperCase());
  await page.getByLabel('Password', { exact: true }).fill('1234');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByText('Somebody has this name already.').waitFor();
  const field = page.getByRole('textbox', { name: 'Username' });
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const described = (await field.getAttribute('aria-describedby')) ?? '';
  expect(await page.locator(`[id="${described}"]`).textContent()).toContain('has this name');
  expect(await page.getByText('Too short: at least 8 characters.').count()).toBe(1);
  const hasFocus = () => field.evaluate((input) => input === document.activeElement);
  await until(hasFocus, { what: 'the first field that is wrong has the focus' });

  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByLabel('Username').fill(username);
  // This server sends no mail.
  expect(await page.getByRole('button', { name: 'Forgot your password?' }).count()).toBe(0);
  await page.getByLabel('Password', { exact: true }).fill('something else');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByRole('alert').getByText('Username or password is wrong.').waitFor();
});

test('the log-in lasts over a reload, until one logs out, which ends the token on the server and the other tab', async ({
  newPage,
}) => {
  const page = await newPage();
  await signUp(page, newName('alice'));
  await page.reload();
  const other = await page.context().newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'Start chatting' }).waitFor();
  const kept = await page.evaluate(() => localStorage.getItem('holdline.session'));
  const headers = { Authorization: `JWT ${JSON.parse(kept ?? '{}').token}` };
  expect((await page.request.get('/auth/me/', { headers })).status()).toBe(200);
  const told = page.waitForResponse('**/auth/token/destroy/');
  await page.getByRole('button', { name: 'Log out' }).click();
  expect((await told).status()).toBe(204);
  expect((await page.request.get('/auth/me/', { headers })).status()).toBe(401);
  for (const tab of [page, other]) await tab.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.reload();
  await page.getByLabel('Nickname').waitFor();
});

test('where storage is refused, one can still log in and talk', async ({ newPage }) => {
  const page = await newPage();
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    }),
  );
  await page.goto('/');
  await fillForm(page, 'Sign up', newName('alice'));
  await startChat(page);
});

test('what fails is put into words, and a page that answers in place of the API counts as no answer', async ({
  newPage,
}) => {
  const page = await newPage();
  await page.goto('/');
  const fail = (status: number) => (route: Route) =>
    route.fulfill({ status, headers: { 'Retry-After': '7' }, body: '<h1>SQLITE_ERROR at line 7</h1>' });
  for (const [what, answer, words] of [
    ['a fault', fail(500), 'Something went wrong on our side.'],
    ['a limit', fail(429), 'Try again in 7 seconds.'],
    ['a refusal', fail(400), 'That did not work.'],
    ['no line', (route: Route) => route.abort(), 'The server can’t be reached.'],
    ['a page', fail(200), 'The server can’t be reached.'],
  ] as const) {
    const mend = await intercept(page, '**/auth/users/', answer);
    await fillForm(page, 'Sign up', newName('alice'));
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    const leaked = await page.getByText(/SQLITE|line 7|fetch|undefined|\b[45]\d\d\b/).count();
    expect(leaked, what).toBe(0);
    mend();
  }
});
