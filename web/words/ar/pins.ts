import type { pinWords as English } from '../en/pins.ts';
import { apart, counted, date } from './format.ts';

const pinned = {
  one: 'رسالة واحدة مثبّتة',
  two: 'رسالتان مثبّتتان',
  few: 'رسائل مثبّتة',
  many: 'رسالة مثبّتة',
  other: 'رسالة مثبّتة',
};

/** The words of what is pinned in a chat, in Arabic. */
export const pinWords: typeof English = {
  label: 'مثبّتة',
  count: (count) => counted(count, pinned),
  list: 'الرسائل المثبّتة',
  by: (name, at) => `ثُبّتت من قِبل ${apart(name)} في ${date.format(new Date(at))}`,
  byYou: (at) => `ثُبّتت من قِبلك في ${date.format(new Date(at))}`,
  unpin: 'إلغاء التثبيت',
  unpinWhat: (text) => `إلغاء تثبيت: ${apart(text)}`,
  close: 'إغلاق',
};
