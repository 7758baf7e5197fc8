import { number } from './format.ts';

/** The words of the bar that says how much is unread. */
export const unreadWords = {
  /** `since`: a time of today, or the day. */
  unread: (count: number, since: string) => `${number.format(count)} unread since ${since}`,
  unreadAtMost: (since: string) => `10,000 or more unread since ${since}`,
  /** When all of it was read, or passed over. */
  read: (since: string) => `New since ${since}`,
  markRead: 'Mark as read',
  close: 'Close',
};
