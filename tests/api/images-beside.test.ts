import { expect } from 'vitest';
import { picture } from '../support/pictures.ts';
import { allMine, cursorNow, poll } from './polling.ts';
import { history, send, test } from './stage.ts';
import { upload } from './uploads.ts';

// sharp and SQLite share four threads, and one photo of a telephone takes a good part of a second.
const photo = { width: 4000, height: 3000 };
const photos = 10;

test('many large images at once keep nobody’s poll, message or page of history waiting', async ({
  alice,
  bob,
  chat,
}) => {
  const bytes = await picture('jpeg', photo);
  const cursor = await cursorNow(bob, allMine, alice);
  const uploads = Array.from({ length: photos }, () => upload(alice, chat, bytes));
  const startedAt = performance.now();
  const times: number[] = [];
  const sent = await meanwhile(uploads, async () => {
    times.push(await timed(() => poll(bob, allMine, { cursor })));
    times.push(await timed(() => send(bob, chat, 'meanwhile')));
    times.push(await timed(() => history(bob, chat, '?limit=1')));
  });
  const imageMs = (performance.now() - startedAt) / sent.length;
  expect(sent.map(({ status }) => status)).toEqual(Array(photos).fill(201));
  times.sort((a, b) => a - b);
  const [median = 0, nearlyAll = 0] = [0.5, 0.95].map((part) => times[Math.floor(times.length * part)]);
  console.info(
    `images-beside: ${imageMs.toFixed(0)} ms an image; ${times.length} other calls, ` +
      `half within ${median.toFixed(1)} ms, 95 % within ${nearlyAll.toFixed(1)} ms`,
  );
  // Measured by the image and not by the clock, as a busy machine slows both: nobody waits for one to be done.
  expect(median).toBeLessThan(imageMs / 10);
  expect(nearlyAll).toBeLessThan(imageMs / 2);
});

async function timed(call: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await call();
  return performance.now() - startedAt;
}

/** Repeats `call` until all the others are done. */
async function meanwhile<T>(others: Promise<T>[], call: () => Promise<unknown>): Promise<T[]> {
  let isDone = false;
  const all = Promise.all(others).finally(() => {
    isDone = true;
  });
  while (!isDone) await call();
  return all;
}
