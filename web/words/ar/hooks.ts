import type { Hook, HookAttempt } from '../../net/wire.ts';
import type { hookWords as English } from '../en/hooks.ts';
import { number } from './format.ts';
import { insideWords } from './inside.ts';

const pausedBy: Record<NonNullable<Hook['paused_by']>, string> = {
  gone: 'متوقف: يقول العنوان إنه لم يعد موجودًا.',
  failing: 'متوقف: لم يصل شيء منذ يوم.',
  behind: 'متوقف: ما فاته لم يعد محفوظًا. تخطَّه.',
  secret_lost: 'متوقف: لم يعد سرّه صالحًا. استبدله.',
  keeper_gone: 'متوقف: من أعدّه لم يعد يدير هذه الدردشة. لا تستأنفه إلا إذا كنت تعرف العنوان.',
};

const problems: Record<NonNullable<HookAttempt['problem']>, string> = {
  no_public_address: 'لا عنوان عام',
  not_connected: 'لا اتصال',
  bad_certificate: 'شهادة غير صالحة',
  timed_out: 'لا رد في الوقت المحدد',
  no_http: 'ليس HTTP',
  not_allowed: 'غير مسموح هنا',
};

/** The words of what a bot hears and passes on, in Arabic. */
export const hookWords: typeof English = {
  hint: 'يمكن أن يُرسل ما يسمعه البوت إلى برنامج لك على عنوان في الويب. وما يرد به يقوله البوت.',
  address: 'العنوان',
  addressHint: 'يبدأ بـ https:// ويجب الوصول إليه من الإنترنت.',
  tells: 'ما يُرسل',
  kinds: {
    said: 'ما يُقال',
    changed: 'ما يُعدَّل أو يُحذف',
    marked: 'التفاعلات والمثبَّتات',
    people: 'من يأتي ويذهب، وتغييرات الدردشة',
  },
  make: 'إعداد',
  change: 'تغيير',
  save: 'حفظ',

  state: ({ state, paused_by: by, next_try_at: next }) => {
    if (by) return pausedBy[by];
    if (state === 'failing' && next) return `لا يصل شيء. المحاولة التالية: ${insideWords.exactTime(next)}.`;
    return state === 'failing' ? 'لا يصل شيء.' : 'ما يسمعه البوت يُرسل إلى:';
  },
  secretOnce: 'السر الذي يعرف به برنامجك أننا نحن. يُعرض هذه المرة فقط:',
  isKept: 'نسخته',
  resume: 'حاول الآن',
  skip: {
    action: 'تخطي ما فات…',
    question: 'هل تريد تخطي ما فات؟',
    consequence: 'ما لم يصل حتى الآن لن يُرسل أبدًا. يستمر بما يُقال بعد ذلك.',
    confirm: 'تخطيه',
    stay: 'الإبقاء عليه',
  },
  replaceSecret: {
    action: 'استبدال السر…',
    question: 'هل تريد استبدال السر؟',
    consequence: 'يبقى القديم صالحًا أيضًا ليوم واحد. بعده يجب أن يعرف برنامجك الجديد.',
    confirm: 'استبداله',
    stay: 'الإبقاء عليه',
  },
  remove: {
    action: 'عدم إرسال المزيد…',
    question: 'هل تريد عدم إرسال المزيد؟',
    consequence: 'ما يسمعه البوت لن يُرسل إلى أي مكان. يبقى البوت.',
    confirm: 'عدم إرسال المزيد',
    stay: 'المتابعة',
  },

  attempts: 'آخر المحاولات',
  noAttempts: 'لم يُرسل شيء بعد.',
  cameOf: (status, problem) => (problem ? problems[problem] : `الرد ${status}`),
  notKept: 'لا يظهر الرد: قد يكرر ما لا يحق للجميع هنا قراءته، أو ما عُدّل أو حُذف منذ ذلك الحين.',
  took: (ms) => `${number.format(ms)} مللي ثانية`,
};
