import type { pinWords as English } from '../en/pins.ts';
import { apart, date, number } from './format.ts';

/** The words of what is pinned in a chat, in Arabic. */
export const pinWords: typeof English = {
  label: 'مثبّتة',
  count: (count) => `الرسائل المثبّتة: ${number.format(count)}`,
  list: 'الرسائل المثبّتة',
  by: (name, at) => `ثُبّتت من قِبل ${apart(name)} في ${date.format(new Date(at))}`,
  byYou: (at) => `ثُبّتت من قِبلك في ${date.format(new Date(at))}`,
  unpin: 'إلغاء التثبيت',
  unpinWhat: (text) => `إلغاء تثبيت: ${apart(text)}`,
  close: 'إغلاق',
};
