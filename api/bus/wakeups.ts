import { nanoid } from 'nanoid';
import { type Bus, maxMessageBytes } from './index.ts';

/** Tells the other nodes that the log has moved. They may be told late, twice or never, and look for themselves. */
export interface Wakeups {
  /** False where nobody could hear it. */
  readonly hasOthers: boolean;
  /**
   * What is new, in texts of at most `maxNewsBytes`; null: only that something is. May be called a thousand times a second: what is too
   * much for the bus becomes a null.
   */
  notify(news?: readonly (string | null)[]): void;
  /**
   * Something may have happened elsewhere: what, if it was said, or null. Also called with null when the line is back after a loss, when
   * anything may have. Who may use the bus may have said it.
   */
  onWake(listener: (news: string | null) => void): void;
}

const senderLetters = 8;
/** Behind who sends it. */
const separator = '.';
export const maxNewsBytes = maxMessageBytes - senderLetters - separator.length;

/** While the bus is slow. Beyond, whoever is told looks for all of it. */
const maxWaiting = 50;

/**
 * Sent after the commit and outside its transaction: inside, PostgreSQL would take a database-wide lock at commit. One is on its
 * way at a time; meanwhile those without news become a single one. They say who sends them, so that a node whose own come back to it does
 * not look for what it has written itself.
 */
export async function openWakeups(bus: Bus): Promise<Wakeups> {
  const self = nanoid(senderLetters);
  const listeners: ((news: string | null) => void)[] = [];
  const wake = (news: string | null) => {
    for (const listener of listeners) listener(news);
  };
  await bus.subscribe('log', (text) => {
    const end = text.indexOf(separator);
    if ((end < 0 ? text : text.slice(0, end)) !== self) wake(end < 0 ? null : text.slice(end + 1));
  });
  bus.onRestored(() => wake(null));

  let isSending = false;
  let waiting: (string | null)[] = [];
  const send = async () => {
    isSending = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await bus.publish('log', next === null ? self : self + separator + next);
    isSending = false;
  };
  return {
    get hasOthers() {
      return bus.hasOthers;
    },
    notify(news = [null]) {
      if (!bus.hasOthers) return;
      for (const each of news) if (each !== null || !waiting.includes(null)) waiting.push(each);
      if (waiting.length > maxWaiting) waiting = [null];
      if (!isSending) void send();
    },
    onWake: (listener) => void listeners.push(listener),
  };
}
