import { expect } from 'vitest';
import { threePages } from './pages.ts';
import { test } from './stage.ts';
import { composer, message } from './steps.ts';

/** A wake-up that is lost would cost a held poll's whole wait. */
const lostMs = 5_000;

test('two people side by side hear each other at once', async ({ newPage, server }) => {
  const { alice, bob } = await threePages({ server, newPage });
  const tookMs: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    const [from, to] = index % 2 === 0 ? [alice.page, bob.page] : [bob.page, alice.page];
    const text = `Message ${index}`;
    await composer(from).fill(text);
    const startedAt = performance.now();
    await composer(from).press('Enter');
    await message(to, text).waitFor();
    tookMs.push(performance.now() - startedAt);
  }
  // Whatever else the machine does only adds to it, so the quickest tells what is ours.
  expect(Math.min(...tookMs), `all took ${tookMs}`).toBeLessThan(300);
  expect(Math.max(...tookMs), `all took ${tookMs}`).toBeLessThan(lostMs);
});
