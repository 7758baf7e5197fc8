import { expect, test } from 'vitest';
import { type Item, NodeMessages } from '../../api/bus/node-messages.ts';
import { HeldExchange } from '../../api/feed/held-exchange.ts';
import { Waiters } from '../../api/log/waiters.ts';
import { movableClock } from '../support/movable-clock.ts';
import { until } from '../support/until.ts';

/** A channel that sends when it is told to, and hears what the test says. */
function stage() {
  const sent: string[] = [];
  const listeners: ((text: string) => void)[] = [];
  let release = () => {};
  const channel = {
    send: (text: string) =>
      new Promise<void>((resolve) => {
        sent.push(text);
        release = resolve;
      }),
    onMessage: (listener: (text: string) => void) => void listeners.push(listener),
  };
  const messages = new NodeMessages(channel, 'here');
  const hear = (text: string) => {
    for (const listener of listeners) listener(text);
  };
  return { messages, sent, hear, release: () => release() };
}

test('what no node says is passed over, and harms nothing that stands beside it', () => {
  const { messages, hear } = stage();
  const heard: [string, readonly Item[]][] = [];
  messages.onItems((from, items) => heard.push([from, items]));
  const good: Item = ['typing', 3, 4];
  const bad = [
    ['seen', 'x', 'bob', 0],
    ['held', 'y'.repeat(5000), 1],
    ['held', 'user 1', -5],
    7,
    null,
    ['no'],
  ];
  for (const text of ['', '{', 'null', '[]', '{"from":1,"items":[]}', '{"from":"a","items":7}']) hear(text);
  hear(JSON.stringify({ from: 'there', items: [...bad, good] }));
  hear(JSON.stringify({ from: 'here', items: [good] }));
  expect(heard).toEqual([['there', [good]]]);
});

test('while the channel takes nothing, what is said is bounded, and the newest is kept', async () => {
  const { messages, sent, release } = stage();
  messages.say(['typing', 1, 1]);
  await until(() => sent.length === 1, { what: 'the first is on its way' });
  for (let userId = 1; userId <= 50_000; userId += 1) messages.say(['typing', 2, userId]);
  let isOver = false;
  const rest = messages.flush().then(() => {
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

test('forged nodes and keys without end are counted up to a bound, and a cap of one’s own is kept', () => {
  const { messages, hear } = stage();
  const held = new HeldExchange(messages, new Waiters(movableClock()), movableClock());
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
