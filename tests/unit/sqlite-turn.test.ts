import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { openSqlite } from '../../api/db/sqlite/open.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The same file opened twice, as a server and `npm run manage` do, and the first in the middle of a transaction. */
async function twoWriters(turnMs: number) {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdline-turn-'));
  ends.push(() => rm(folder, { recursive: true }));
  const open = (ms?: number) => {
    const db = openSqlite(path.join(folder, 'holdline.sqlite3'), { turnMs: ms });
    ends.push(() => db.close());
    return db;
  };
  const [first, second] = [open(), open(turnMs)];
  await first.transaction((trx) => trx.raw('create table said (word text)'));
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let holding = Promise.resolve();
  await new Promise<void>((begun) => {
    holding = first.transaction(async () => {
      begun();
      await released;
    });
  });
  const write = () => second.transaction((trx) => trx('said').insert({ word: 'hello' }));
  const end = () => {
    release();
    return holding;
  };
  return { write, end, first, second };
}

test('who may not wait for the other process is told that the database is busy', async () => {
  const { write, end } = await twoWriters(20);
  await expect(write()).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  await end();
});

test('who may wait is let in when the other has ended', async () => {
  const { write, end, second } = await twoWriters(10_000);
  const written = write();
  await end();
  await written;
  expect(await second.read('said').pluck('word')).toEqual(['hello']);
});

test('who may wait long is let in by one who writes without a pause', async () => {
  const { first, end, write, second } = await twoWriters(10_000);
  await end();
  let isOver = false;
  const writing = (async () => {
    // Begun again as soon as it has ended: what is between is a turn of the event loop.
    while (!isOver) await first.transaction(() => sleep(15));
  })();
  const startedAt = performance.now();
  await write();
  const waitedMs = performance.now() - startedAt;
  isOver = true;
  await writing;
  expect(await second.read('said').pluck('word')).toEqual(['hello']);
  expect(waitedMs).toBeLessThan(4000);
});
