import { counted, date } from './format.ts';

/** The words of what is pinned in a chat. */
export const pinWords = {
  label: 'Pinned',
  count: (count: number) => counted(count, 'pinned message', 'pinned messages'),
  list: 'Pinned messages',
  by: (name: string, at: string) => `Pinned by ${name} on ${date.format(new Date(at))}`,
  byYou: (at: string) => `Pinned by you on ${date.format(new Date(at))}`,
  unpin: 'Unpin',
  unpinWhat: (text: string) => `Unpin: ${text}`,
  close: 'Close',
};
