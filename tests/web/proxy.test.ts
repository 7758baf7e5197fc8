import { expect } from 'vitest';
import { startProxy } from '../support/cutting-proxy.ts';
import { newName, personInChat } from '../support/people.ts';
import { until } from '../support/until.ts';

import { openOwnChat } from './pages.ts';
import { test } from './stage.ts';
import { badge, goLive, message, sayOverHttp } from './steps.ts';

test('behind a proxy that cuts held polls the page learns how long it may hold, and stays live', {
  timeout: 45_000,
}, async ({ newPage, server }) => {
  const proxy = await startProxy({
    target: () => server.url,
    cutAfterMs: () => 1500,
    // That a browser asks again by itself, unseen, is a matter of tests/unit/ladder: here it would only take longer.
    closesConnections: true,
  });
  try {
    const page = await newPage({ baseURL: proxy.url });
    const path = await openOwnChat(page, newName('alice'));
    const bob = await personInChat(server, newName('bob'), path);
    await goLive(page);
    const cut = () => page.evaluate(() => JSON.parse(localStorage.getItem('holdline.cut') ?? '{}').holdMs);
    const holdMs = await until(cut, {
      what: 'the page knows where the proxy cuts',
      deadlineMs: 25_000,
      is: (ms) => ms < 1400,
    });
    // On a busy machine a cut seems to come later than it did, and then the half of it is what two cuts have in common.
    expect(holdMs).toBeGreaterThan(600);
    const cuts = proxy.cuts();
    const answered = () => page.waitForResponse((response) => response.url().includes('wait='));
    for (let holds = 0; holds < 2; holds++) expect((await answered()).status()).toBe(200);
    expect(proxy.cuts()).toBe(cuts);
    expect(await badge(page).textContent()).toBe('live');
    expect(await page.getByText('can’t be reached').count()).toBe(0);
    await sayOverHttp(bob, path, ['Through the proxy']);
    await message(page, 'Through the proxy').waitFor();
  } finally {
    await proxy.close();
  }
});

test('a server that holds nobody is polled at an interval', async ({ newPage }) => {
  const page = await newPage();
  // As over a cap: answered at once, and told to go on without holding.
  await page.route(/wait=/, async (route) => {
    const url = route
      .request()
      .url()
      .replace(/wait=\d+/, 'wait=0');
    const response = await route.fetch({ url });
    const body = await response.json();
    await route.fulfill({ json: { ...body, poll: { ...body.poll, mode: 'interval' } } });
  });
  // Asked for before the page is there: on a busy machine the one poll that asks to be held is answered while the chat still opens.
  const answered = page.waitForResponse((response) => response.url().includes('wait='));
  await openOwnChat(page, newName('alice'));
  await answered;
  await until(() => badge(page).textContent(), {
    what: 'the badge says that it asks from time to time',
    is: (text) => text === 'every few seconds',
  });
});
