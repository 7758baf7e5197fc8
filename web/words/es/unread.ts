import type { unreadWords as English } from '../en/unread.ts';
import { number } from './format.ts';

/** The words of the bar that says how much is unread, in Spanish. */
export const unreadWords: typeof English = {
  unread: (count, since) => `${number.format(count)} sin leer desde ${since}`,
  unreadAtMost: (since) => `${number.format(10_000)} o más sin leer desde ${since}`,
  read: (since) => `Nuevo desde ${since}`,
  markRead: 'Marcar como leído',
  close: 'Cerrar',
};
