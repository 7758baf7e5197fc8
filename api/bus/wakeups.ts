import { nanoid } from 'nanoid';
import { type Bus, maxMessageBytes } from './index.ts';

/** Tells the other nodes that the log has moved. They may be told late, twice or never, and look for themselves. */
export interface Wakeups {
  /** False where nobody could hear it. */
  readonly hasOthers: boolean;
  /** False where others can't be heard, as there are none or the line is down. */
  readonly canHear: boolean;
  /**
   * What is new, in texts of at most `maxNewsBytes`; null: only that something is. May be called a thousand times a second: what is too
   * much for the bus becomes a null.
   */
  notify(news?: readonly (string | null)[]): void;
  /** The same as SQL, for the end of the transaction that is told of (`sqlToPublish` of a bus). Null where the bus is elsewhere. */
  sqlToNotify(news: readonly (string | null)[]): string | null;
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
 * Inside the commit where the bus is the database: that saves a question, and they are heard in the order of the commits. The lock that
 * PostgreSQL takes for it to the end of a commit costs nothing, as those who write to the log take turns anyway. Elsewhere they are sent
 * after it; one is on its way at a time, and meanwhile those without news become a single one. They say who sends them, so that a node whose
 * own come back to it does not look for what it has written itself.
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

  const textOf = (news: string | null) => (news === null ? self : self + separator + news);
  let isSending = false;
  let waiting: (string | null)[] = [];
  const send = async () => {
    isSending = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await bus.publish('log', textOf(next));
    isSending = false;
  };
  return {
    get hasOthers() {
      return bus.hasOthers;
    },
    get canHear() {
      return bus.hasOthers && bus.isUp;
    },
    sqlToNotify: (news) =>
      bus.sqlToPublish ? news.map((each) => bus.sqlToPublish?.('log', textOf(each))).join('') : null,
    notify(news = [null]) {
      if (!bus.hasOthers) return;
      for (const each of news) if (each !== null || !waiting.includes(null)) waiting.push(each);
      if (waiting.length > maxWaiting) waiting = [null];
      if (!isSending) void send();
    },
    onWake: (listener) => void listeners.push(listener),
  };
}
