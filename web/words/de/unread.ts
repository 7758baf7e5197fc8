import type { unreadWords as English } from '../en/unread.ts';
import { number } from './format.ts';

/** The words of the bar that says how much is unread, in German. */
export const unreadWords: typeof English = {
  unread: (count, since) => `${number.format(count)} ungelesen seit ${since}`,
  unreadAtMost: (since) => `${number.format(10_000)} oder mehr ungelesen seit ${since}`,
  read: (since) => `Neu seit ${since}`,
  markRead: 'Als gelesen markieren',
  close: 'Schließen',
};
