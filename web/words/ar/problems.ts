import { speakOfProblems } from '../problem-texts.ts';
import { apart, locale } from './format.ts';

export type { Problem, ProblemCode } from '../problem-texts.ts';

/** The words for why something did not happen, in Arabic. */
export const { isProblemCode, problemText } = speakOfProblems(
  {
    unreachable: 'لا يمكن الوصول إلى الخادم. تحقق من اتصالك وحاول من جديد.',
    soon: 'بعد لحظة',
    busy: (when) => `يحتاج الخادم إلى استراحة. حاول من جديد ${when}.`,
    logged_out: 'سجّل الدخول من جديد من فضلك.',
    blocked: 'لا يمكنك الوصول إلى هذا الشخص.',
    blocked_by_you: 'هذا الشخص محجوب من قِبلك. يمكنك رفع الحجب في الإعدادات.',
    not_allowed: 'لا يُسمح لك بذلك.',
    gone: 'لم يعد هذا موجودًا.',
    too_large: 'هذا كثير في مرة واحدة.',
    server_fault: 'حدث خطأ من جهتنا. حاول من جديد بعد لحظة.',
    invalid: 'لم ينجح ذلك.',
    refused: 'لم ينجح ذلك.',

    text_refused: 'لا يقبل الخادم هذا النص.',
    image_refused: 'لا يقبل الخادم هذه الصورة.',
    addressee_refused: 'من أُرسلت إليه ليس في هذه الدردشة.',
    original_refused: 'الرسالة التي ترد عليها غير موجودة، أو كانت همسة لشخص آخر.',
    too_many_pins: 'هنا خمسون رسالة مثبّتة بالفعل. ألغِ تثبيت واحدة أولًا.',
    image_gone: 'لم تعد الصورة على هذا الجهاز. اخترها من جديد.',

    not_an_image: (file) => `«${apart(file)}» ليس صورة يمكن عرضها هنا.`,
    image_too_large: (file) => `«${apart(file)}» أكبر من 5 م.ب ولا يمكن تصغيره.`,
    too_many_images: (count) => `الحد الأقصى للصور ${count} في المرة الواحدة: تُركت الأخرى.`,
    copy_refused: 'لا تستطيع هذه الصفحة النسخ نيابةً عنك. حدّد النص وانسخه يدويًا.',
    log_in_failed: 'أُنشئ حسابك. سجّل الدخول الآن.',
  },
  locale,
);
