import { expect } from 'vitest';
import { threePages } from './pages.ts';
import { test } from './stage.ts';
import { composer, message } from './steps.ts';

test('two people side by side hear each other at once', async ({ newPage, server }) => {
  const { alice, bob } = await threePages({ server, newPage });
  const tookMs: number[] = [];
  for (const [index, [from, to]] of [
    [alice.page, bob.page] as const,
    [bob.page, alice.page] as const,
    [alice.page, bob.page] as const,
  ].entries()) {
    const text = `Message ${index}`;
    await composer(from).fill(text);
    const startedAt = performance.now();
    await composer(from).press('Enter');
    await message(to, text).waitFor();
    tookMs.push(performance.now() - startedAt);
  }
  expect(tookMs.sort((a, b) => a - b)[1], `all took ${tookMs}`).toBeLessThan(300);
});
