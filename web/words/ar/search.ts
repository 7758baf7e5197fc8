import type { searchWords as English } from '../en/search.ts';
import { messages } from './format.ts';

/** The words of the search in a chat, in Arabic. */
export const searchWords: typeof English = {
  close: 'إغلاق البحث',
  label: 'كلمات للبحث عنها',
  hint: 'كلها، ويمكن أن تكون الأخيرة غير كاملة.',
  results: 'الرسائل التي وُجدت',
  found: (count, hasMore) => {
    if (count === 0) return 'لا نتائج.';
    return hasMore ? `الأحدث أدناه: ${messages(count)}.` : `النتائج: ${messages(count)}.`;
  },
  looking: 'يجري البحث…',
  everywhere: 'البحث في كل الدردشات',
  more: 'عرض نتائج أقدم',
  day: 'اليوم المطلوب',
  go: 'انتقال',
  nothingSince: 'لم يُقل شيء منذ ذلك اليوم.',
};
