import { expect } from 'vitest';
import { threeInChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { pageOf } from './pages.ts';
import { test } from './stage.ts';
import { composer, goLive, message } from './steps.ts';

/** A wake-up that is lost would cost a held poll's whole wait, which is 25 s. What else there is to do adds to it, so it may be much less than that. */
const lostMs = 12_000;

test('two people side by side hear each other when it is said, and not when a held poll ends', async ({
  newPage,
  server,
}) => {
  const { alice, bob, path } = await threeInChat(server);
  const look = async (person: Person) => {
    const page = await pageOf(newPage, person, path);
    await goLive(page);
    return page;
  };
  const [hers, his] = await Promise.all([look(alice), look(bob)]);
  const tookMs: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    const [from, to] = index % 2 === 0 ? [hers, his] : [his, hers];
    const text = `Message ${index}`;
    await composer(from).fill(text);
    const startedAt = performance.now();
    await composer(from).press('Enter');
    await message(to, text).waitFor();
    tookMs.push(performance.now() - startedAt);
  }
  expect(Math.max(...tookMs), `all took ${tookMs}`).toBeLessThan(lostMs);
});
