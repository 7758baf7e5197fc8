import type { words as English } from '../en/words.ts';
import { apart, number } from './format.ts';

/** What is said wherever one is, in Arabic. */
export const words: typeof English = {
  product: 'Holdline',

  title: (page) => `${apart(page)} · Holdline`,

  unreadTitle: (count, title) => `(${number.format(count)}) ${title}`,

  logOut: 'خروج',

  language: 'اللغة',

  settings: (name) => `${apart(name)}: الإعدادات`,

  part: {
    failed: 'تعذّر تحميل هذا الجزء من الصفحة. تُعاد المحاولة تلقائيًا…',
    broken: 'حدث خطأ في هذا الجزء من الصفحة.',
    again: 'المحاولة من جديد',
    reload: 'إعادة التحميل',
  },

  line: {
    unreachable: 'لا يمكن الوصول إلى الخادم. تُعاد المحاولة تلقائيًا…',
    busy: 'الخادم مشغول. تُعاد المحاولة تلقائيًا…',
    lost: 'تعذّرت قراءة الجديد. يبدأ من جديد تلقائيًا…',
    tryNow: 'المحاولة الآن',
  },
};
