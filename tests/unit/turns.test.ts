import { expect, test } from 'vitest';
import { inParts, Turns } from '../../api/process/turns.ts';
import { saySlowly } from '../support/say-slowly.ts';
import { until } from '../support/until.ts';

const crowd = 1000;

/** Turns on a clock that the test moves, with something that is being said, and how often a crowd was let on. */
function stage() {
  let nowMs = 0;
  let on = 0;
  const turns = new Turns(() => nowMs);
  return {
    say: () => saySlowly(turns),
    hasToWait: (count = crowd) => turns.hasToWait(count, () => (on += 1)),
    on: () => on,
    pass: (ms: number) => {
      nowMs += ms;
    },
    turns,
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('nobody waits while nothing is said, and fifty never do', () => {
  const { say, hasToWait } = stage();
  expect(hasToWait()).toBe(false);
  say();
  expect(hasToWait(50)).toBe(false);
  expect(hasToWait(51)).toBe(true);
});

test('a crowd goes on when all that is said is on disk, and then for as long as it has waited', async () => {
  const { say, hasToWait, on, pass } = stage();
  const [first, second] = [say(), say()];
  expect([hasToWait(), hasToWait()]).toEqual([true, true]);
  pass(6);
  await first();
  await turn();
  expect(on()).toBe(0);
  await second();
  await turn();
  expect(on()).toBe(2);
  say();
  pass(5);
  expect(hasToWait()).toBe(false);
  pass(1);
  expect(hasToWait()).toBe(true);
});

test('a crowd waits no longer than ten milliseconds, however long it takes to say something', async () => {
  const { say, hasToWait, on } = stage();
  say();
  expect(hasToWait()).toBe(true);
  await until(on, { what: 'the crowd goes on' });
  expect(on()).toBe(1);
});

test('what is refused or fails keeps nobody waiting', async () => {
  const { turns, hasToWait } = stage();
  await expect(turns.before(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(hasToWait()).toBe(false);
});

test('in parts, so many go on in a turn, in their order', async () => {
  const myTurn = inParts(new Turns(), 4);
  const gone: number[] = [];
  for (let i = 0; i < 10; i += 1) void myTurn().then(() => gone.push(i));
  const sizes: number[] = [];
  for (let i = 0; i < 4; i += 1) {
    await turn();
    sizes.push(gone.length);
  }
  expect(sizes).toEqual([4, 8, 10, 10]);
  expect(gone).toEqual([...gone].sort((a, b) => a - b));
});
