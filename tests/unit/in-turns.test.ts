import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { inTurns } from '../../api/http/door/in-turns.ts';
import { Turns } from '../../api/process/turns.ts';
import { saySlowly } from '../support/say-slowly.ts';

/** Each request takes an eighth of a millisecond, on a clock that nothing else moves. */
function stage(turns = new Turns()) {
  const begun: string[] = [];
  let nowMs = 0;
  const begin = ({ url = '' }: IncomingMessage) => {
    nowMs += 0.125;
    begun.push(url);
  };
  const take = inTurns(begin, turns, () => nowMs);
  const ask = (url: string, method = 'GET', socket = { destroyed: false }) =>
    take({ method, url, socket } as IncomingMessage, {} as ServerResponse);
  const askMany = (count: number, name = 'poll') => {
    for (let i = 0; i < count; i += 1) ask(`${name} ${i}`);
  };
  return { begun, ask, askMany };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('requests that come one after the other begin at once', async () => {
  const { begun, ask } = stage();
  for (let i = 1; i <= 9; i += 1) {
    ask('poll');
    expect(begun).toHaveLength(i);
    await turn();
  }
});

test('of many at once some begin, and the others in the turns after it, in their order', async () => {
  const { begun, askMany } = stage();
  askMany(10);
  const sizes = [begun.length];
  for (let turns = 0; turns < 4; turns += 1) {
    await turn();
    sizes.push(begun.length);
  }
  expect(sizes).toEqual([4, 8, 10, 10, 10]);
  expect(begun).toEqual(Array.from({ length: 10 }, (_, i) => `poll ${i}`));
});

test('whoever comes while others wait is behind them, but what is said has every second place', async () => {
  const { begun, ask, askMany } = stage();
  askMany(8);
  ask('late');
  for (let i = 0; i < 3; i += 1) ask(`word ${i}`, 'POST');
  for (let turns = 0; turns < 4; turns += 1) await turn();
  expect(begun.slice(4)).toEqual([
    'poll 4',
    'word 0',
    'poll 5',
    'word 1',
    'poll 6',
    'word 2',
    'poll 7',
    'late',
  ]);
});

test('whoever hangs up in the line is not begun, and nobody waits for it', async () => {
  const { begun, ask, askMany } = stage();
  askMany(4);
  const connections = Array.from({ length: 50 }, () => ({ destroyed: false }));
  for (const connection of connections) ask('impatient', 'GET', connection);
  ask('patient');
  for (const connection of connections) connection.destroyed = true;
  await turn();
  expect(begun.slice(4)).toEqual(['patient']);
});

test('while something is said a crowd waits in the line, and what else is said begins at once', async () => {
  const turns = new Turns(() => 0);
  const { begun, ask, askMany } = stage(turns);
  const end = saySlowly(turns);
  askMany(100);
  for (let i = 0; i < 5; i += 1) await turn();
  expect(begun).toHaveLength(4);
  ask('word', 'POST');
  expect(begun.slice(4)).toEqual(['word']);
  await end();
  for (let i = 0; i < 30; i += 1) await turn();
  expect(begun).toHaveLength(101);
});
