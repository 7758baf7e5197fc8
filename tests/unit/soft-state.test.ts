import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Bus } from '../../api/bus/index.ts';
import { maxMessageBytes } from '../../api/bus/index.ts';
import { type Seal, sealBy } from '../../api/bus/seal.ts';
import { SoftState } from '../../api/bus/soft-state.ts';
import { HeldExchange } from '../../api/feed/held-exchange.ts';
import { Waiters } from '../../api/log/waiting/waiters.ts';
import { movableClock } from '../support/movable-clock.ts';
import { until } from '../support/until.ts';

const pair = z.tuple([z.int().min(0), z.int().min(0)]);
const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((leave) => leave()));
});

/** A bus that sends when it is told to, and hears what the test says. */
async function stage(seal: Seal | null = null) {
  const sent: string[] = [];
  const listeners: ((text: string) => void)[] = [];
  let isOpen = false;
  let restore = () => {};
  let release = () => {};
  const bus: Bus = {
    hasOthers: true,
    isUp: true,
    publish: (_topic, text) =>
      new Promise<void>((resolve) => {
        sent.push(text);
        release = resolve;
        if (isOpen) resolve();
      }),
    subscribe: async (_topic, listener) => void listeners.push(listener),
    onLost: () => {},
    onRestored(listener) {
      restore = listener;
    },
    close: async () => {},
  };
  const state = await SoftState.open(bus, 'here', seal);
  opened.push(() => {
    isOpen = true;
    release();
    return state.leave();
  });
  const hear = (text: string) => {
    for (const listener of listeners) listener(text);
  };
  return { state, sent, hear, release: () => release(), restore: () => restore() };
}

test('what no node says is passed over, and harms nothing that stands beside it', async () => {
  const { state, hear } = await stage();
  const heard: unknown[] = [];
  state.kind('typing', pair).onHeard((from, items) => heard.push([from, items]));
  const good = ['typing', 3, 4];
  const bad = [
    ['typing', 'x', 4],
    ['typing', 3],
    ['typing', 3, 4, 5],
    ['typing', -1, 4],
    ['y'.repeat(5000), 1],
    [7, 1],
    [],
    7,
    null,
    ['no'],
  ];
  for (const text of ['', '{', 'null', '[]', '{"from":1,"items":[]}', '{"from":"a","items":7}']) hear(text);
  hear(JSON.stringify({ from: 'there', items: [...bad, good] }));
  hear(JSON.stringify({ from: 'here', items: [good] }));
  expect(heard).toEqual([['there', [[3, 4]]]]);
});

test('sealed it says nothing to others on the bus, and nothing that they make up is heard', async () => {
  const seal = sealBy('a secret of these nodes', 'soft state');
  const { state, sent, hear, release } = await stage(seal);
  const heard: unknown[] = [];
  const name = state.kind('name', z.tuple([z.string()]));
  name.onHeard((from, items) => heard.push([from, items]));
  for (let i = 0; i < 3000; i += 1) name.say(`person-${i} ${'é'.repeat(i % 50)}`);
  let isOver = false;
  void state.flush().then(() => {
    isOver = true;
  });
  while (!isOver) {
    release();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(Math.max(...sent.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(maxMessageBytes);
  // As full as they may be.
  expect(sent.slice(0, -1).every((text) => text.length > 0.9 * maxMessageBytes)).toBe(true);
  expect(sent.join()).not.toContain('person');
  const items = sent.flatMap((text) => JSON.parse(seal.open(text)?.toString() ?? '').items);
  expect(items.map(([, said]) => said.split(' ')[0])).toEqual(
    Array.from({ length: 3000 }, (_, i) => `person-${i}`),
  );

  const said = JSON.stringify({ from: 'there', items: [['name', 'carol']] });
  for (const text of [
    said,
    sealBy('another secret', 'soft state').close(Buffer.from(said)),
    '',
    'x'.repeat(99),
  ])
    hear(text);
  expect(heard).toEqual([]);
  hear(seal.close(Buffer.from(said)));
  expect(heard).toEqual([['there', [['carol']]]]);
});

test('where there was nothing to send, what is said after it is sent', async () => {
  const { state, sent, release } = await stage();
  await state.flush();
  state.kind('typing', pair).say(1, 1);
  await until(() => sent.length === 1, { what: 'it is on its way' });
  release();
});

test('while the bus takes nothing, what is said is bounded, and the newest is kept', async () => {
  const { state, sent, release } = await stage();
  const typing = state.kind('typing', pair);
  typing.say(1, 1);
  await until(() => sent.length === 1, { what: 'the first is on its way' });
  for (let userId = 1; userId <= 50_000; userId += 1) typing.say(2, userId);
  let isOver = false;
  const rest = state.flush().then(() => {
    isOver = true;
  });
  while (!isOver) {
    release();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await rest;
  const items = sent.flatMap((text) => JSON.parse(text).items);
  expect(items.length).toBeLessThanOrEqual(10_001);
  expect(items.at(-1)).toEqual(['typing', 2, 50_000]);
});

test('what is said again is said whole, however much it is, and no faster than the bus takes it', async () => {
  const { state, sent, restore, release } = await stage();
  const typing = state.kind('typing', pair);
  let steps = 0;
  state.onAnnounce(function* () {
    for (let userId = 1; userId <= 30_000; userId += 1) {
      steps += 1;
      yield typing.say(2, userId);
    }
  });
  restore();
  await until(() => sent.length === 1, { what: 'the first is on its way' });
  // And does not begin anew meanwhile.
  restore();
  expect(steps).toBeLessThan(2000);
  while (steps < 30_000) {
    release();
    await new Promise((resolve) => setImmediate(resolve));
  }
});

test('forged nodes and keys without end are counted up to a bound, and a cap of one’s own is kept', async () => {
  const { state, hear } = await stage();
  const held = new HeldExchange(state, new Waiters(movableClock()), movableClock());
  for (let node = 0; node < 1000; node += 1) {
    const items = [['held', `user ${node}`, 1]];
    hear(JSON.stringify({ from: `node-${node}`, items }));
  }
  expect(held.inAll()).toBe(100);
  for (let user = 0; user < 60_000; user += 100) {
    const items = Array.from({ length: 100 }, (_, i) => ['held', `user ${user + i}`, 1]);
    hear(JSON.stringify({ from: 'node-0', items }));
  }
  expect(held.inAll()).toBeLessThanOrEqual(50_099);
  expect(held.ofUser(1)).toBe(2);
});

test('what is held elsewhere is taken only in the shape that it has', async () => {
  const { state, hear } = await stage();
  const held = new HeldExchange(state, new Waiters(movableClock()), movableClock());
  const items = [
    ['held', 'y'.repeat(5000), 1],
    ['held', 'user 1', -5],
    ['held', 'user 1', 1.5],
    ['held', 'user 2', 2],
  ];
  hear(JSON.stringify({ from: 'there', items }));
  expect([held.inAll(), held.ofUser(1)]).toEqual([2, 0]);
});
