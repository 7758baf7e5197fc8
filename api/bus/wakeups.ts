import type { Bus } from './index.ts';

/** Tells the other nodes that the log has moved. They may be told late, twice or never, and look for themselves. */
export interface Wakeups {
  /** May be called a thousand times a second. */
  notify(): void;
  /** Something may have happened elsewhere. Also called when the line is back after a loss, when anything may have. */
  onWake(listener: () => void): void;
}

/**
 * Without data, sent after the commit and outside its transaction: inside, PostgreSQL would take a database-wide lock at commit. While
 * one is on its way, all further ones become a single one after it.
 */
export async function openWakeups(bus: Bus): Promise<Wakeups> {
  const listeners: (() => void)[] = [];
  const wake = () => {
    for (const listener of listeners) listener();
  };
  await bus.subscribe('log', wake);
  bus.onRestored(wake);

  let isSending = false;
  let sendAgain = false;
  const send = async () => {
    isSending = true;
    do {
      sendAgain = false;
      await bus.publish('log', '');
    } while (sendAgain);
    isSending = false;
  };
  return {
    notify() {
      if (!bus.hasOthers) return;
      sendAgain = true;
      if (!isSending) void send();
    },
    onWake: (listener) => void listeners.push(listener),
  };
}
