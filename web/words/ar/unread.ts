import type { unreadWords as English } from '../en/unread.ts';
import { number } from './format.ts';

/** The words of the bar that says how much is unread, in Arabic. */
export const unreadWords: typeof English = {
  unread: (count, since) => `${number.format(count)} غير مقروءة منذ ${since}`,
  unreadAtMost: (since) => `${number.format(10_000)} أو أكثر غير مقروءة منذ ${since}`,
  read: (since) => `جديد منذ ${since}`,
  markRead: 'تعليم كمقروءة',
  close: 'إغلاق',
};
