import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { openAs } from './pages.ts';
import { test } from './stage.ts';
import { composer, message, openChat, say, startChat } from './steps.ts';

/** Everything is kept, and this page is in its hands. */
const isKept = (page: Page) =>
  until(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)), {
    what: 'the service worker is in charge',
    deadlineMs: 10_000,
  });

const keptAddresses = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
    const requests = await Promise.all(caches.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });

test('while the server is away the page opens all the same, with what was being written, and mends itself', async ({
  newPage,
}) => {
  const server = await startTestServer({ RATE_LIMITS: 'on' });
  try {
    const alice = await signUpOverHttp(server, 'alice');
    const page = await newPage({ baseURL: server.url, serviceWorkers: 'allow' });
    await openAs(page, alice);
    await isKept(page);
    const path = await startChat(page);
    const bob = await personInChat(server, 'bob', path);
    await personInChat(server, 'carol', path);
    await say(page, 'Are you there?');
    await message(page, 'Are you there?').getByRole('img').waitFor();
    await server.halt();
    await say(page, 'Said without a line');
    await composer(page).fill('Half a thou');
    await page.reload();
    await page.getByText('The server can’t be reached').first().waitFor();
    // What the chat is called and what waits, and nothing of what was said there.
    await page.getByRole('heading', { name: /’s chat of/ }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Said without a line' }).waitFor();
    await page.getByText('What was said here is not kept on this device').waitFor();
    expect(await page.getByText('Are you there?').count()).toBe(0);
    // An address that was never visited, and a part of the page that was never opened.
    await page.goto('/settings/');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.goto('/api/docs/');
    await page.getByRole('heading', { name: 'No connection' }).waitFor();
    await server.resume();
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'No connection' }).waitFor({ state: 'detached' });

    await server.halt();
    await page.goto(path);
    await page.getByText('The server can’t be reached').first().waitFor();
    await server.resume();
    await message(page, 'Are you there?').waitFor();
    await message(page, 'Said without a line').getByRole('img').waitFor();
    expect(await composer(page).inputValue()).toBe('Half a thou');
    await bob.post(`/api${path}messages/`, { message: 'I am' });
    await message(page, 'I am').waitFor();
  } finally {
    await server.stop();
  }
});

test('nothing that the API answered is kept, and a newer page comes from the server', async ({
  newPage,
  server,
}) => {
  const alice = await signUpOverHttp(server, newName('alice'));
  const page = await newPage({ serviceWorkers: 'allow' });
  await openAs(page, alice);
  await isKept(page);
  const path = await startChat(page);
  await say(page, 'Private');
  await message(page, 'Private').getByRole('img').waitFor();
  await openChat(page, path);
  const kept = await keptAddresses(page);
  expect(kept).toContain('/index.html');
  expect(
    kept.filter((address) => !/^\/(assets\/[\w-]+\.(js|css|svg)|(index|offline)\.html)?$/.test(address)),
  ).toEqual([]);
  // With a line the server is asked, not the cache: otherwise no update would ever be seen.
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === path);
  await page.reload();
  expect((await (await answered).request().serviceWorker()) ?? null).toBe(null);
  expect((await answered).status()).toBe(200);
});

test('a newer version takes over, and what an open page of the one before may need stays', async ({
  newPage,
  server,
}) => {
  const worker = await (await fetch(`${server.url}/service-worker.js`)).text();
  const versions = ['FIRST', 'SECOND', 'THIRD'].map((name) =>
    worker.replace(/version:"\w+"/, `version:"${name}"`),
  );
  const front = await startFront(server, versions[0] ?? '');
  try {
    const page = await newPage({ baseURL: front.url, serviceWorkers: 'allow' });
    await page.goto('/');
    await isKept(page);
    await page.evaluate(() => window.caches.open('someone-elses'));
    const update = async (version: string | undefined, kept: readonly string[]) => {
      front.serve(version ?? '');
      await page.evaluate(async () => {
        const isNew = new Promise((taken) =>
          navigator.serviceWorker.addEventListener('controllerchange', taken, { once: true }),
        );
        await (await navigator.serviceWorker.ready).update();
        await isNew;
      });
      await until(() => page.evaluate(() => window.caches.keys()), {
        what: `${kept} are kept`,
        deadlineMs: 10_000,
        is: (names) => [...names].sort().join() === [...kept].sort().join(),
      });
    };
    await update(versions[1], ['holdline-FIRST', 'holdline-SECOND', 'someone-elses']);
    await update(versions[2], ['holdline-SECOND', 'holdline-THIRD', 'someone-elses']);
    await page.getByRole('heading', { level: 1 }).waitFor();
  } finally {
    await front.close();
  }
});

/** The server, but for its service worker: routes of a page do not see what the browser fetches of that. */
async function startFront(server: TestServer, first: string) {
  let worker = first;
  const front = createServer(async (request, response) => {
    if (request.url === '/service-worker.js') {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(worker);
      return;
    }
    const reply = await fetch(server.url + request.url);
    response.setHeader('Content-Type', reply.headers.get('Content-Type') ?? '');
    response.end(Buffer.from(await reply.arrayBuffer()));
  });
  await once(front.listen(0, '127.0.0.1'), 'listening');
  const address = front.address();
  if (typeof address !== 'object' || !address) throw new Error('The front has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    serve(next: string) {
      worker = next;
    },
    async close() {
      front.closeAllConnections();
      front.close();
      await once(front, 'close');
    },
  };
}
