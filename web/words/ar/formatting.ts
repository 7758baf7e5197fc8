import type { formattingWords as English } from '../en/formatting.ts';

/** The words beside a block of code, and beside a draft, in Arabic. */
export const formattingWords: typeof English = {
  code: (language) => (language ? `شيفرة، ${language}` : 'شيفرة'),
  copy: 'نسخ',
  copied: 'تم النسخ',
  selected: 'تم التحديد: انسخه يدويًا',
  preview: 'معاينة',
};
