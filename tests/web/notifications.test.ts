import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newName, threeInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { shownOn, stubNotifications, tellVisibility } from './notice-steps.ts';
import { logIn } from './pages.ts';
import { openSettings, part } from './settings-steps.ts';
import { test } from './stage.ts';
import { goLive, message, sayOverHttp } from './steps.ts';

test('who asked for it is told of what others say while looking elsewhere, once for each chat and message', async ({
  newPage,
  server,
}) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  await alice.patch(`/api${path}`, { name: 'Garden' });
  const page = await newPage({ permissions: ['notifications'] });
  await page.addInitScript(stubNotifications, 'granted' as const);
  await logIn(page, alice);
  await openSettings(page);
  expect(await page.evaluate(() => Reflect.get(window, 'wasAsked'))).toBe(undefined);
  const choice = page.getByLabel('Show notifications');
  await choice.check();
  expect(await page.evaluate(() => Reflect.get(window, 'wasAsked'))).toBe(true);
  await goLiveAt(page, '/');

  await sayOverHttp(bob, path, ['Seen by those who look']);
  await page.getByText('Seen by those who look').waitFor();
  await tellVisibility(page, 'hidden');
  await sayOverHttp(alice, path, ['Said on my phone']);
  await sayOverHttp(bob, path, ['The beans are up']);
  const count = (expected: number) =>
    until(() => shownOn(page), { what: `${expected} are shown`, is: (shown) => shown.length === expected });
  await count(1);
  await carol.post(`/api${path}messages/`, { message: 'A secret', to: alice.username });
  const [first, second] = await count(2);
  expect(first).toMatchObject({ title: `${bob.username} · Garden`, body: 'The beans are up' });
  expect(second).toMatchObject({ title: `${carol.username} · Garden`, body: 'Whispers to you' });
  expect(second?.tag).toBe(first?.tag);
  // Of a chat from which one wants no more than what names one.
  await alice.put(`/api${path}notify/`, { notify: 'mentions' });
  await sayOverHttp(bob, path, ['Of no concern', `Come out, @${alice.username}`]);
  const [, , third] = await count(3);
  expect(third?.body).toBe(`Come out, @${alice.username}`);
  // What is taken back is not left on the screen.
  const { body: said } = await bob.get<{ messages: { id: number }[] }>(`/api${path}messages/?limit=1`);
  await bob.delete(`/api${path}messages/${said.messages[0]?.id}/`);
  await until(() => shownOn(page), {
    what: 'the last one is closed, and the one before stays',
    is: ([, before, last]) => last?.isClosed === true && !before?.isClosed,
  });

  await page.evaluate(() => Reflect.get(window, 'clickLast')());
  await tellVisibility(page, 'visible');
  await page.getByRole('log').waitFor();
  expect(new URL(page.url()).pathname).toBe(path);
  await message(page, 'A secret').waitFor();
});

test('who switches notifications off is not shown any, and still hears the sound that they asked for', async ({
  newPage,
  server,
}) => {
  const { alice, bob, path } = await threeInChat(server);
  await alice.patch(`/api${path}`, { name: 'Garden' });
  const page = await newPage();
  await page.addInitScript(stubNotifications, 'granted' as const);
  await page.addInitScript(countTones);
  await logIn(page, alice);
  await openSettings(page);
  await part(page, 'While you look elsewhere').getByLabel('Play a sound').check();
  await until(() => page.evaluate(() => Reflect.get(window, 'tones')), {
    what: 'the sound is heard when it is chosen',
    is: (tones) => tones > 0,
  });
  await page.getByLabel('Show notifications').check();
  await page.getByLabel('Show notifications').uncheck();
  await goLiveAt(page, '/');
  await tellVisibility(page, 'hidden');
  await sayOverHttp(bob, path, ['Heard, not shown']);
  await until(() => page.evaluate(() => Reflect.get(window, 'tones')), {
    what: 'the sound is played',
    is: (tones) => tones > 0,
  });
  expect(await shownOn(page)).toEqual([]);
});

test('who refuses is told why nothing will show, and the choice stays off', async ({ newPage, server }) => {
  const page = await newPage();
  await page.addInitScript(stubNotifications, 'denied' as const);
  await logIn(page, await signUpOverHttp(server, newName('alice')));
  await openSettings(page);
  await page.getByLabel('Show notifications').click();
  await page.getByRole('alert').getByText('Your browser does not let this page').waitFor();
  expect(await page.getByLabel('Show notifications').isChecked()).toBe(false);
  expect(await page.getByLabel('Play a sound').isChecked()).toBe(false);
  await page.reload();
  expect(await page.getByLabel('Show notifications').isChecked()).toBe(false);
});

async function goLiveAt(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await goLive(page);
}

/** Runs in the browser, before the page. */
function countTones(): void {
  Reflect.set(window, 'tones', 0);
  const Real = window.AudioContext;
  window.AudioContext = class extends Real {
    constructor() {
      super();
      Reflect.set(window, 'tones', Reflect.get(window, 'tones') + 1);
    }
  };
}
