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
      is: (ms) => ms < 1500,
    });
    // On a busy machine a cut seems to come later than it did, and then the half of it is what two cuts have in common.
    expect(holdMs).toBeGreaterThan(600);
    // Or what it learns first is a little too long, and the next cut mends it.
    const answered = () => page.waitForResponse((response) => response.url().includes('wait='));
    for (let holds = 0, cuts = -1; holds < 2 || proxy.cuts() > cuts; holds += 1) {
      if (proxy.cuts() > cuts) [holds, cuts] = [0, proxy.cuts()];
      expect((await answered()).status()).toBe(200);
    }
    expect(await badge(page).textContent()).toBe('live');
    expect(await page.getByText('can’t be reached').count()).toBe(0);
    await sayOverHttp(bob, path, ['Through the proxy']);
    await message(page, 'Through the proxy').waitFor();
  } finally {
    await proxy.close();
  }
});

test('the page follows a stream where it comes in pieces, and holds polls where a proxy gathers it, losing nothing', {
  timeout: 45_000,
}, async ({ newPage, server }) => {
  let isGathering = false;
  const proxy = await startProxy({
    target: () => server.url,
    get buffersResponses() {
      return isGathering;
    },
  });
  try {
    const page = await newPage({ baseURL: proxy.url });
    const asked = { streams: 0, all: 0 };
    page.on('request', (request) => {
      if (!request.url().includes('/api/events/')) return;
      asked.all += 1;
      if (request.headers().accept === 'application/x-ndjson') asked.streams += 1;
    });
    const path = await openOwnChat(page, newName('alice'));
    const bob = await personInChat(server, newName('bob'), path);
    await goLive(page);
    const said: string[] = [];
    const say = async () => {
      said.push(`Word ${said.length + 1}`);
      await sayOverHttp(bob, path, said.slice(-1));
      await message(page, said.at(-1) ?? '').waitFor();
    };
    const streamed = async () => {
      if (asked.streams === 0) await say();
      return asked.streams;
    };
    await until(streamed, { what: 'the page asks for a stream', deadlineMs: 25_000 });
    const before = asked.all;
    for (let i = 0; i < 3; i += 1) await say();
    expect(asked, 'what comes over a stream is not asked for').toEqual({ streams: 1, all: before });

    isGathering = true;
    const lookedAnew = async () => {
      if (asked.streams < 2) await page.evaluate(() => dispatchEvent(new Event('online')));
      return asked.streams;
    };
    await until(lookedAnew, { what: 'it asks for another', is: (count) => count === 2 });
    await say();
    const until30 = () => page.evaluate(() => Number(localStorage.getItem('holdline.stream')) - Date.now());
    expect(await until30()).toBeGreaterThan(29 * 60_000);
    await say();
    expect(asked.streams).toBe(2);
    expect(await badge(page).textContent()).toBe('live');
    for (const word of said) expect(await message(page, word).count()).toBe(1);
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
