import { nanoid } from 'nanoid';
import type { Bus } from './index.ts';

/** Tells the other nodes that the log has moved. They may be told late, twice or never, and look for themselves. */
export interface Wakeups {
  /** May be called a thousand times a second. */
  notify(): void;
  /** Something may have happened elsewhere. Also called when the line is back after a loss, when anything may have. */
  onWake(listener: () => void): void;
}

/**
 * Sent after the commit and outside its transaction: inside, PostgreSQL would take a database-wide lock at commit. While one is on its
 * way, all further ones become a single one after it. They say nothing but who sends them, so that a node whose own come back to it does
 * not look for what it has written itself.
 */
export async function openWakeups(bus: Bus): Promise<Wakeups> {
  const self = nanoid(8);
  const listeners: (() => void)[] = [];
  const wake = () => {
    for (const listener of listeners) listener();
  };
  await bus.subscribe('log', (sender) => {
    if (sender !== self) wake();
  });
  bus.onRestored(wake);

  let isSending = false;
  let sendAgain = false;
  const send = async () => {
    isSending = true;
    do {
      sendAgain = false;
      await bus.publish('log', self);
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
