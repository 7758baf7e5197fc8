import type { staffWords as English } from '../en/staff.ts';
import { apart, counted, messages, people } from './format.ts';

const members = (count: number) =>
  counted(count, { one: 'عضو واحد', two: 'عضوان', few: 'أعضاء', many: 'عضوًا', other: 'عضو' });

/** The words of the staff's page, in Arabic. */
export const staffWords: typeof English = {
  title: 'الفريق',
  back: 'العودة إلى الإعدادات',
  tabs: 'ما يعتني به الفريق',
  sections: { reports: 'البلاغات', broadcasts: 'للجميع', people: 'الناس', sessions: 'الدردشات' },
  more: 'عرض المزيد',
  cancel: 'إلغاء',
  password: 'كلمة مرورك',

  reports: {
    list: 'البلاغات',
    resolved: 'عرض ما تمت معالجته',
    none: 'لا شيء ينتظرك.',
    noneResolved: 'لم يُعالج شيء مؤخرًا.',
    chats: { session: 'دردشة', direct: 'دردشة خاصة', public: 'غرفة' },
    where: (name, kind) => (name ? `في «${apart(name)}»، ${kind}` : `في ${kind}`),
    whisper: (name) => `همسًا إلى ${apart(name)}`,
    by: (name) => `بلاغ من ${apart(name)}`,
    gone: 'لم تعد الرسالة موجودة.',
    answer: 'كلمة لمن أبلغ عنها (اختياري)',
    dismiss: 'تركها كما هي',
    acted: 'اتُّخذ إجراء',
    remove: {
      action: 'إزالة الرسالة…',
      question: 'إزالة هذه الرسالة؟',
      consequence: 'يختفي نصها وصورها عن الجميع، ويبقى ظاهرًا أن شيئًا أُزيل.',
      confirm: 'إزالتها',
      stay: 'إبقاؤها',
    },
    outcomes: { dismissed: 'يمكن أن تبقى', removed: 'أُزيلت', acted: 'اتُّخذ إجراء' },
    resolvedBy: (outcome, name) => `${outcome}، من قِبل ${apart(name)}`,
    done: 'تمت المعالجة، وسيعلم بها من أبلغ.',
  },

  broadcasts: {
    list: 'ما قيل للجميع',
    none: 'لم يُقل للجميع شيء مؤخرًا.',
    text: 'قل للجميع',
    hint: 'يظهر على كل شاشة إلى أن يُخفى، ويبقى في غرفة «Lobby».',
    send: {
      action: 'قل للجميع…',
      question: 'قول هذا لكل من على هذا الخادم؟',
      consequence: 'يمكنك حذفه لاحقًا في غرفة «Lobby».',
      confirm: 'قل للجميع',
      stay: 'ليس الآن',
    },
    seen: (count) => `رآه: ${people(count)}`,
    viewers: 'من رآه',
    quiet: 'من يحتفظ لنفسه بما يقرأ يُعدّ ولا يُذكر اسمه.',
  },

  people: {
    list: 'الناس',
    search: 'البحث عن الناس',
    none: 'لا أحد بهذا الاسم.',
    staff: 'من الفريق',
    guest: 'ضيف',
    disabled: 'لا يُسمح بتسجيل الدخول',
    seen: (when) => `آخر ظهور ${when}`,
    never: 'لم يظهر قط',
    options: (name) => `خيارات ${apart(name)}`,
    close: 'إغلاق',
    disable: 'منع تسجيل الدخول',
    enable: 'السماح بتسجيل الدخول من جديد',
    logOut: 'تسجيل الخروج من كل مكان',
    done: 'تم.',
    makeStaff: {
      action: 'ضمّ إلى الفريق…',
      question: (name) => `ضمّ ${apart(name)} إلى الفريق؟`,
      consequence: 'مع السماح بكل ما يُسمح لك به هنا.',
      confirm: 'ضمّ',
    },
    unmakeStaff: {
      action: 'إخراج من الفريق…',
      question: (name) => `إخراج ${apart(name)} من الفريق؟`,
      consequence: 'يبقى كل شيء آخر كما هو.',
      confirm: 'إخراج',
    },
    remove: {
      action: 'حذف الحساب…',
      question: (name) => `حذف حساب ${apart(name)}؟`,
      consequence: 'تُسلَّم دردشات هذا الحساب إلى آخرين، وتبقى رسائله بلا اسم. لا يمكن التراجع عن ذلك.',
      confirm: 'حذفه',
    },
  },

  sessions: {
    list: 'الدردشات',
    nameless: 'دردشة بلا اسم',
    kinds: { session: 'دردشة', direct: 'دردشة خاصة', public: 'غرفة' },
    size: (memberCount, messageCount) => `${members(memberCount)}، ${messages(messageCount)}`,
    end: {
      action: 'إنهاء…',
      label: (name) => `إنهاء ${apart(name)}…`,
      question: (name) => `إنهاء ${apart(name)}؟`,
      consequence: 'تختفي عن الجميع مع كل ما قيل فيها. لا يمكن التراجع عن ذلك.',
      confirm: 'إنهاؤها',
    },
  },
};
