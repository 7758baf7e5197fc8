import { expect, test } from 'vitest';
import { postgresWakeups } from '../../api/bus/wakeups/postgres.ts';

/** A channel that takes as long over each message as the test wants. */
function slowChannel() {
  const sending: (() => void)[] = [];
  let sent = 0;
  const channel = {
    send() {
      sent += 1;
      return new Promise<void>((resolve) => sending.push(resolve));
    },
    onMessage: () => {},
    onReconnect: () => {},
    close: async () => {},
  };
  const arrive = async () => {
    sending.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { channel, arrive, sent: () => sent };
}

test('what moves while one NOTIFY is on its way is told by one more after it', async () => {
  const { channel, arrive, sent } = slowChannel();
  const wakeups = postgresWakeups(channel);
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
