import type { botWords as English } from '../en/bots.ts';
import { apart } from './format.ts';

/** The words of the programs in a chat, in Arabic. */
export const botWords: typeof English = {
  list: 'البوتات',
  hint: 'يقول البوت ما يرسله برنامج إلى عنوانه: أن عملًا انتهى، أو أن قرصًا امتلأ. ويسمع ما يُقال هنا.',
  hintForMembers: 'برامج تسمع ما يُقال هنا، وتقول شيئًا بنفسها.',
  none: 'لا بوتات هنا بعد.',
  name: 'اسم البوت',
  make: 'إنشاء بوت',
  madeBy: (name) => `أنشأه ${apart(name)}`,
  noKey: 'لا عنوان له: من كان لديه العنوان الأخير لم يعد يدير هذه الدردشة.',

  isReady: (name) => `${apart(name)} جاهز`,
  once: 'يظهر العنوان هذه المرة فقط. ومن يملكه يستطيع أن يتكلم باسم البوت.',
  address: 'ما يُرسل إلى هذا العنوان يقوله البوت:',
  tryIt: 'جرّبه في سطر الأوامر:',
  example: 'مرحبًا من هنا',
  isKept: 'نسختُه',

  change: 'الاسم والصورة',
  save: 'حفظ',
  hook: 'ويب هوك',
  saved: 'تم الحفظ.',

  replaceKey: (name) => ({
    action: 'تبديل العنوان…',
    question: `تبديل عنوان ${apart(name)}؟`,
    consequence: 'لن يعمل العنوان الحالي بعد ذلك، وكل ما يستخدمه يحتاج إلى العنوان الجديد.',
    confirm: 'تبديل',
    stay: 'إبقاء',
  }),

  remove: (name) => ({
    action: 'إزالة…',
    question: `إزالة ${apart(name)}؟`,
    consequence: 'لن يعمل عنوانه بعد ذلك. ويبقى ما قاله.',
    confirm: 'إزالة البوت',
    stay: 'إبقاء',
  }),
  removed: (name) => `أُزيل ${apart(name)}.`,
};
