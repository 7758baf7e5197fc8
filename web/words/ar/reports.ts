import type { reportWords as English } from '../en/reports.ts';
import { apart } from './format.ts';

/** The words of reporting a message, and of what becomes of it, in Arabic. */
export const reportWords: typeof English = {
  action: 'إبلاغ…',
  title: 'إبلاغ الفريق عن هذه الرسالة',
  hint: 'يرى الفريق هذه الرسالة ومن أبلغ عنها، ولا شيء آخر من الدردشة. ولن يعلم كاتبها بذلك منّا.',
  reason: 'ما المشكلة فيها؟',
  reasons: {
    spam: 'إعلان مزعج',
    harassment: 'مضايقة',
    hate: 'كراهية',
    violence: 'عنف أو تهديد',
    illegal: 'شيء مخالف للقانون',
    other: 'شيء آخر',
  },
  words: 'ماذا ينبغي أن يعرف الفريق؟ (اختياري)',
  send: 'إبلاغ',
  thanks: 'شكرًا. سينظر الفريق في الأمر، وستقرأ في الإعدادات ما آل إليه.',
  close: 'إغلاق',

  own: {
    heading: 'ما أبلغت عنه',
    list: 'بلاغاتك',
    none: 'لا شيء.',
    of: (name) => `رسالة من ${apart(name)}`,
    open: 'لم ينظر الفريق فيه بعد.',
    outcomes: {
      dismissed: 'نظر الفريق في الأمر: يمكن أن تبقى الرسالة.',
      removed: 'أزال الفريق الرسالة.',
      acted: 'اتخذ الفريق إجراءً.',
    },
    answer: (words) => `يقول الفريق: ${apart(words)}`,
    more: 'عرض المزيد',
  },
};
