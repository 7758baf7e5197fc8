import { expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { send, test } from './stage.ts';

/** What a price gives one person at once is far more. */
const burst = 60;
const longest = '中'.repeat(4000);

test('who asks for a lot of history at once waits for it, and nobody else does', { timeout: 60_000 }, async ({
  alice,
  carol,
}) => {
  const long = await startChat(alice);
  await Promise.all(Array.from({ length: 100 }, () => send(alice, long, longest)));
  const short = await startChat(carol);
  await send(carol, short, 'hello');

  let answered = 0;
  // The whole of it each time, and each time as another stretch: the same one would be made once for all.
  const asked = Array.from({ length: burst }, async (_, i) => {
    const reply = await alice.get(`${long.messages}?before=${1_000_000_000 + i}`);
    answered += 1;
    return reply.status;
  });
  // Behind all of them, once the first has an answer.
  await Promise.race(asked);
  expect((await carol.get(short.messages)).status).toBe(200);
  expect(answered).toBeLessThan(burst / 2);
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
});
