import { expect, test } from 'vitest';
import type { Bus } from '../../api/bus/index.ts';
import { openWakeups } from '../../api/bus/wakeups.ts';

/** A bus that takes as long over each message as the test wants. */
function slowBus() {
  const sending: (() => void)[] = [];
  let sent = 0;
  const bus: Bus = {
    hasOthers: true,
    publish() {
      sent += 1;
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
  return { bus, arrive, sent: () => sent };
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
