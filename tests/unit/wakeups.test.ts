import { expect, test } from 'vitest';
import type { Bus } from '../../api/bus/index.ts';
import { openWakeups } from '../../api/bus/wakeups.ts';

/** A bus that takes as long over each message as the test wants. */
function slowBus() {
  const sending: (() => void)[] = [];
  const said: string[] = [];
  const bus: Bus = {
    hasOthers: true,
    isUp: true,
    publish(_topic, text) {
      said.push(text);
      return new Promise<void>((resolve) => sending.push(resolve));
    },
    subscribe: async () => {},
    onLost: () => {},
    onRestored: () => {},
    close: async () => {},
  };
  const arrive = async () => {
    sending.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { bus, arrive, sent: () => said.length, texts: () => said };
}

test('what moves while one wake-up is on its way is told by one more after it', async () => {
  const { bus, arrive, sent } = slowBus();
  const wakeups = await openWakeups(bus);
  wakeups.notify();
  expect(sent()).toBe(1);
  for (let i = 0; i < 5; i += 1) wakeups.notify();
  expect(sent()).toBe(1);
  await arrive();
  expect(sent()).toBe(2);
  await arrive();
  expect(sent()).toBe(2);
  wakeups.notify();
  expect(sent()).toBe(3);
});

test('nothing is said where nobody can hear it', async () => {
  const { bus, sent } = slowBus();
  const wakeups = await openWakeups({ ...bus, hasOthers: false });
  wakeups.notify();
  expect(sent()).toBe(0);
});

test('what is new is said in the order given, one after the other', async () => {
  const { bus, arrive, texts } = slowBus();
  const wakeups = await openWakeups(bus);
  wakeups.notify(['first', 'second']);
  wakeups.notify();
  wakeups.notify(['third']);
  wakeups.notify();
  for (let i = 0; i < 8; i += 1) await arrive();
  expect(texts().map((text) => text.split('.')[1] ?? null)).toEqual(['first', 'second', null, 'third']);
});

test('what is too much for a slow bus becomes a single wake-up that says nothing more', async () => {
  const { bus, arrive, texts } = slowBus();
  const wakeups = await openWakeups(bus);
  for (let i = 0; i < 1000; i += 1) wakeups.notify([`${i}`]);
  for (let i = 0; i < 1000; i += 1) await arrive();
  const said = texts().map((text) => text.split('.')[1] ?? null);
  expect(said.length).toBeLessThan(100);
  expect(said).toContain(null);
  expect(said.lastIndexOf(null)).toBeGreaterThan(said.indexOf('0'));
  expect(said.at(-1)).toBe('999');
});
