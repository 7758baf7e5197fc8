import type { entryWords as English } from '../en/entry.ts';
import { apart, counted } from './format.ts';

const insiders = {
  one: 'شخص واحد',
  two: 'شخصان',
  few: 'أشخاص',
  many: 'شخصًا',
  other: 'شخص',
};

/** The words of the way in, in Arabic. */
export const entryWords: typeof English = {
  landing: {
    headline: ['ابدأ دردشة.', 'أرسل الرابط.', 'تحدّث.'],
    lead: 'اختر اسمًا وستكون في الداخل. بلا تطبيق وبلا حساب: كل من لديه رابطك يستطيع الانضمام إلى الحديث.',
    details: 'تعمل عبر HTTP البسيط، فتصل إلى حيث تصل أي صفحة ويب، و',
    programs: 'يمكن لـ curl أن ينضم أيضًا',
    sample: ['أهذا كل ما يلزم؟', 'رابط واحد. أرسله.', 'نلتقي في الداخل!'],
  },

  guest: {
    nickname: 'الاسم المستعار',
    hint: 'الاسم الذي يناديك به الآخرون.',
    start: 'بدء الدردشة',
    join: 'الانضمام إلى الدردشة',
    haveAccount: 'أو بحساب:',
    logIn: 'تسجيل الدخول',
    signUp: 'إنشاء حساب',
    without: 'المتابعة دون حساب',
    expired: 'طال غيابك. اكتب اسمك من جديد وتابع.',
  },

  account: {
    signUp: 'إنشاء حساب',
    logIn: 'تسجيل الدخول',
    haveAccount: 'لديك حساب؟',
    noAccount: 'أول مرة هنا؟',
    forgot: 'نسيت كلمة المرور؟',
    working: 'لحظة…',
    expired: 'تم تسجيل خروجك. سجّل الدخول من جديد لتعود إلى حيث كنت.',
  },

  preview: {
    someone: 'أحدهم',
    heading: (owner) => `دعوة من ${apart(owner)} إلى دردشة`,
    headingNamed: (owner, name) => `دعوة من ${apart(owner)} إلى «${apart(name)}»`,
    headingRoom: (name) => `ادخل إلى «${apart(name)}»`,
    inside: (count) => `في هذه الدردشة ${counted(count, insiders)}.`,
    open: 'اكتب اسمك وستكون في الداخل.',
    stopped: ({ owner, name }) => {
      const chat = name ? `«${apart(name)}»` : 'دردشة';
      return owner ? `${chat}، بإدارة ${apart(owner.display_name)}.` : `${chat}.`;
    },
    stops: {
      invite: {
        title: 'هذه الدردشة بالدعوة فقط',
        text: 'الرابط وحده لا يفتحها. اطلب دعوة شخصية ممن يديرها.',
      },
      closed: {
        title: 'هذه الدردشة مغلقة',
        text: 'لا تقبل أحدًا جديدًا الآن. يمكن لمن يديرها أن يفتحها.',
      },
    },
    member: 'إن كنت فيها، فسجّل الدخول.',
    unknown: 'لا نجد هذه الدردشة',
    unknownHint:
      'ربما كان الرابط ناقصًا، أو أُزيلت الدردشة أو كانت خاصة. إن كانت من دردشاتك، فسجّل الدخول لفتحها.',
    looking: 'يجري فتح الدعوة…',
    join: 'انضمام',
    again: 'المحاولة من جديد',
  },

  outside: {
    hint: 'لستَ في هذه الدردشة.',
    hintLeft: 'غادرتَ هذه الدردشة.',
    join: 'انضمام',
    joinAgain: 'الانضمام من جديد',
  },
};
