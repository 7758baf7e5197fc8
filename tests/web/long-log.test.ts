import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openDatabase } from '../../api/db/connection.ts';
import { insertTalk } from '../support/crowd.ts';
import { threeInChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { readAll } from './message-steps.ts';
import { pageOf } from './pages.ts';
import { test } from './stage.ts';
import { goLive, message } from './steps.ts';

/** Ten times as many rows as the page keeps. */
const total = 4_000;
/** Blocks of fifty within 1200 px of what is in view, and the last one. */
const maxRows = 400;
/** A frame is 16 ms; this machine has other things to do. */
const maxTaskMs = 200;
/** Of some forty in which there was news. */
const maxSlowTasks = 6;

/** What would take long over HTTP. */
async function fill(server: TestServer, people: { alice: Person; bob: Person; path: string }): Promise<void> {
  const { alice, bob, path } = people;
  const { body: chat } = await alice.get<{ id: number }>(`/api${path}`);
  await server.halt();
  const db = openDatabase({ databaseUrl: null, dataDir: server.settings.DATA_DIR ?? '' });
  const talk = { chatId: chat.id, authorId: bob.user.id, toId: alice.user.id, count: total };
  await db.transaction((trx) => insertTalk(trx, talk)).finally(() => db.close());
  await server.resume();
  await readAll(alice, path);
}

/** Scrolls up again and again until the first message is there; tells how many rows the page had at most. */
function loadAll(page: Page): Promise<number> {
  return page.getByRole('log').evaluate(async (log) => {
    let most = 0;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (!log.textContent?.includes('This is where the chat begins.')) {
      log.scrollTop = 0;
      await frame();
      most = Math.max(most, log.querySelectorAll('.message').length);
    }
    return most;
  });
}

const countRows = (page: Page) => page.getByRole('log').locator('.message').count();

/** From now on; resolves with a function that tells the tasks of more than 50 ms, the longest first. */
async function watchTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const longTasks: number[] = [];
    Object.assign(window, { longTasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => Reflect.get(window, 'longTasks').sort((a: number, b: number) => b - a));
}

/** Twenty a second, as it happens in a crowd. */
async function chatter(person: Person, path: string, { from, count }: { from: number; count: number }) {
  const startMs = performance.now();
  for (let i = 0; i < count; i += 1) {
    await person.post(`/api${path}messages/`, { message: `News ${from + i}` });
    await sleep(Math.max(0, startMs + (i + 1) * 50 - performance.now()));
  }
}

test('four thousand messages and twenty more a second leave the page smooth and the reader in place', {
  timeout: 120_000,
}, async ({ newPage, server }) => {
  const { alice, bob, carol, path } = await threeInChat(server);
  await fill(server, { alice, bob, path });
  const page = await pageOf(newPage, alice, path);
  await goLive(page);
  expect(await loadAll(page)).toBeLessThan(maxRows);
  expect(await countRows(page)).toBeLessThan(maxRows);

  // In the middle of it all: nothing moves when news come far below.
  const longTasks = await watchTasks(page);
  const place = () =>
    page.getByRole('log').evaluate((log) => {
      const rows = [...log.querySelectorAll('.message')].map((row) => ({
        id: row.getAttribute('data-id'),
        top: row.getBoundingClientRect().top,
      }));
      // Right after a jump there are none in view yet.
      const row = rows.find(({ top }) => top > 200 && top < innerHeight);
      return row ? `${row.id} at ${row.top}` : '';
    });
  await page.getByRole('log').evaluate((log) => {
    log.scrollTop = log.scrollHeight / 2;
  });
  const settled = await until(
    async () => {
      const before = await place();
      return (await place()) === before ? before : '';
    },
    { what: 'the log stands still' },
  );
  await chatter(bob, path, { from: 1, count: 30 });
  await page.getByRole('button', { name: '30 new messages' }).waitFor();
  expect(await place()).toBe(settled);
  expect(await countRows(page)).toBeLessThan(maxRows);

  // At the bottom: the newest is in view at once.
  await page.getByRole('button', { name: '30 new messages' }).click();
  await message(page, 'News 30').waitFor();
  await chatter(carol, path, { from: 31, count: 30 });
  await message(page, 'News 60').waitFor();
  const gap = () =>
    page.getByRole('log').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  await until(gap, { what: 'the log is at its end', is: (px) => px < 2 });
  expect(await countRows(page)).toBeLessThan(maxRows);
  // Some may have met a moment in which the machine did something else: a task's time is the clock's, not the processor's. What makes one
  // message slow makes them all so.
  const slow = (await longTasks()).filter((ms) => ms > maxTaskMs);
  expect(slow.length, `${slow}`).toBeLessThan(maxSlowTasks);
});
