import { expect } from 'vitest';
import { comeAsGuest, newName, personInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { countKept } from './image-steps.ts';
import { intercept } from './intercept.ts';
import { openAs, openOwnChat } from './pages.ts';
import { ageSession, endElsewhere, keptSession, statusOf } from './session-steps.ts';
import { test } from './stage.ts';
import {
  composer,
  countOnServer,
  fillForm,
  message,
  openChat,
  refuseSends,
  say,
  startChat,
  tellOnline,
} from './steps.ts';

const dayMs = 86_400_000;

test('a token that is a day old is replaced by itself, once for two tabs, and neither of them blinks', async ({
  newPage,
  server,
}) => {
  const guest = await comeAsGuest(server, newName('Greta'));
  const page = await newPage();
  await openAs(page, guest);
  const path = await startChat(page);
  const tab = await page.context().newPage();
  await openChat(tab, path);
  let refreshes = 0;
  page.context().on('request', (request) => {
    if (request.url().endsWith('/auth/jwt/refresh/')) refreshes += 1;
  });
  await ageSession(page, dayMs);
  // Both have the age from the storage, as a page that is open for a day would find it.
  await Promise.all([page.reload(), tab.reload()]);
  await until(async () => (await keptSession(page)).token !== guest.token, { what: 'another token is kept' });
  const kept = await keptSession(page);
  expect(Date.now() - kept.takenAtMs).toBeLessThan(60_000);
  expect(await statusOf(page, kept.token)).toBe(200);
  for (const it of [page, tab]) await it.getByRole('log').waitFor();
  await say(page, 'Still here');
  for (const it of [page, tab]) await message(it, 'Still here').getByRole('img').waitFor();
  expect(refreshes).toBe(1);
});

test('a page that is left open has its token replaced day after day, and tries again while there is no line', async ({
  newPage,
  server,
}) => {
  const alice = await signUpOverHttp(server, newName('alice'));
  const page = await newPage();
  await page.clock.install();
  await openAs(page, alice);
  await page.clock.fastForward(20 * 60_000);
  await until(async () => (await keptSession(page)).token !== alice.token, { what: 'the first is replaced' });
  const { token } = await keptSession(page);
  let attempts = 0;
  const mend = await intercept(page, '**/auth/jwt/refresh/', (route) => {
    attempts += 1;
    return route.abort();
  });
  await page.clock.fastForward(dayMs);
  await until(() => attempts > 0, { what: 'it was tried without a line' });
  expect((await keptSession(page)).token).toBe(token);
  mend();
  await tellOnline(page);
  // Within the server's minute the one before it is answered as it is; that it was answered is what counts here.
  await until(async () => Date.now() - (await keptSession(page)).takenAtMs < 0, {
    what: 'it was tried again',
  });
});

test('what was being written and what was not sent outlives a session that ended, in both tabs, for the same person alone', async ({
  newPage,
  server,
}) => {
  const first = await newPage();
  const name = newName('alice');
  const path = await openOwnChat(first, name);
  const bob = await personInChat(server, newName('bob'), path);
  await refuseSends(first);
  await say(first, 'Unsent and private');
  await message(first, 'Unsent and private').getByText('Not sent.').waitFor();
  await composer(first).fill('I was just saying');
  const second = await first.context().newPage();
  await openChat(second, path);
  await endElsewhere(first, (await keptSession(first)).token);
  await tellOnline(second);
  for (const tab of [first, second]) await tab.getByText('You have been logged out.').waitFor();
  expect(new URL(second.url()).pathname).toBe(path);
  await first.reload();
  await first.getByText('You have been logged out.').waitFor();

  await fillForm(second, 'Log in', bob.username);
  await second.getByRole('log').waitFor();
  await first.getByRole('log').waitFor();
  for (const tab of [first, second]) {
    expect(await composer(tab).inputValue()).toBe('');
    expect(await tab.getByText('Unsent and private').count()).toBe(0);
  }
  await second.getByRole('link', { name: 'Holdline' }).click();
  await second.getByRole('button', { name: 'Log out' }).click();
  await second.getByRole('heading', { name: 'Log in' }).waitFor();
  await fillForm(second, 'Log in', name);
  await second.getByRole('button', { name: 'Start chatting' }).waitFor();
  await openChat(second, path);
  await message(second, 'Unsent and private').getByText('Not sent.').waitFor();
  expect(await composer(second).inputValue()).toBe('I was just saying');
});

test('a message that is under way when the session ends waits, and is sent after the next log-in', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  const name = newName('alice');
  const path = await openOwnChat(page, name);
  const bob = await personInChat(server, newName('bob'), path);
  const { token } = await keptSession(page);
  const mend = await intercept(page, '**/messages/', async (route) => {
    if (route.request().method() === 'POST') await endElsewhere(page, token);
    return route.fallback();
  });
  await say(page, 'On my way');
  await page.getByText('You have been logged out.').waitFor();
  mend();
  expect(await countOnServer(bob, path, 'On my way')).toBe(0);
  await fillForm(page, 'Log in', name);
  await message(page, 'On my way').getByRole('img').waitFor();
  expect(await countOnServer(bob, path, 'On my way')).toBe(1);
});

test('a refusal that comes late, of a token that was replaced, ends nothing: the same is asked with the new one', async ({
  newPage,
  server,
}) => {
  const alice = await signUpOverHttp(server, newName('alice'));
  const page = await newPage();
  await openAs(page, alice);
  const path = await startChat(page);
  const reply = await page.request.post('/auth/jwt/refresh/', { data: { token: alice.token } });
  const { token } = await reply.json();
  // Another tab has taken the new one, and this one's storage event is late.
  await page.evaluate((next) => {
    const kept = JSON.parse(localStorage.getItem('holdline.session') ?? '{}');
    localStorage.setItem('holdline.session', JSON.stringify({ ...kept, token: next }));
  }, token);
  await intercept(page, /\/api\//, (route) =>
    route.request().headers().authorization === `JWT ${alice.token}`
      ? route.fulfill({ status: 401, json: { code: 'authentication_failed' } })
      : route.fallback(),
  );
  await say(page, 'With which token?');
  await message(page, 'With which token?').getByRole('img').waitFor();
  expect((await keptSession(page)).token).toBe(token);
  expect(await countOnServer(alice, path, 'With which token?')).toBe(1);
});

test('a log-out without a line is at once here, and reaches the server later, after a reload too', async ({
  newPage,
  server,
}) => {
  const alice = await signUpOverHttp(server, newName('alice'));
  const page = await newPage();
  await openAs(page, alice);
  const mend = await intercept(page, '**/auth/token/destroy/', (route) => route.abort());
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  const kept = await page.evaluate(() => Object.entries(localStorage));
  expect(kept.filter(([, value]) => value.includes(alice.token)).map(([key]) => key)).toEqual([
    'holdline.unended',
  ]);
  expect(JSON.stringify(kept)).not.toContain(alice.username);
  expect(await statusOf(page, alice.token)).toBe(200);
  mend();
  await page.reload();
  await until(async () => (await statusOf(page, alice.token)) === 401, { what: 'the token has ended' });
  await until(() => page.evaluate(() => localStorage.getItem('holdline.unended') === null), {
    what: 'nothing of it is kept',
  });
});

test('someone’s log-out drops their images that wait, and not those of the one whose session ended before', async ({
  newPage,
  server,
}) => {
  const page = await newPage();
  await openOwnChat(page, newName('alice'));
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { user } = JSON.parse(localStorage.getItem('holdline.session') ?? '{}');
        const opening = indexedDB.open(`holdline.${user.id}`, 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('images').put({}, 'waits');
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
  );
  await endElsewhere(page, (await keptSession(page)).token);
  await tellOnline(page);
  await page.getByText('You have been logged out.').waitFor();
  const bob = await signUpOverHttp(server, newName('bob'));
  await openAs(page, bob);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(await countKept(page)).toBe(1);
});
