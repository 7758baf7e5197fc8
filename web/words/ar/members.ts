import type { memberWords as English } from '../en/members.ts';
import { apart, people } from './format.ts';

/** The words of who is in a chat, and what may be done about it, in Arabic. */
export const memberWords: typeof English = {
  members: {
    list: 'الأعضاء',
    search: 'البحث عن شخص',
    found: (count) => `النتائج: ${people(count)}`,
    nobody: 'لا أحد هنا بهذا الاسم.',
    more: 'عرض المزيد من الأعضاء',
    options: (name) => `خيارات ${apart(name)}`,
  },

  member: {
    isOnline: 'على الخط',
    badges: { owner: 'مالك', moderator: 'إشراف', member: '' },
    roles: { owner: 'مالك', moderator: 'إشراف', member: 'عضو' },
    guest: 'ضيف',
    isNow: (name, role) => `دور ${apart(name)} الآن: ${role}`,
    direct: 'فتح دردشة خاصة',
    whisper: 'همس',
    makeModerator: 'منح الإشراف',
    makeMember: 'تحويل إلى عضو عادي',
    back: 'إلغاء',
    close: 'إغلاق',
    handOver: {
      action: 'تسليم الدردشة…',
      question: (name) => `تسليم الدردشة إلى ${apart(name)}؟`,
      consequence: (name) =>
        `تصبح هذه الدردشة ملك ${apart(name)}، مع القرار في من يديرها أيضًا. وتبقى أنت في الإشراف.`,
      confirm: 'تسليم',
    },
    remove: {
      action: 'إزالة…',
      question: (name) => `إزالة ${apart(name)}؟`,
      consequence: (name) =>
        `تتم إزالة ${apart(name)} من الدردشة فورًا، مع إمكان العودة بالرابط أو بدعوة. ويبقى ما قيل.`,
      confirm: 'إزالة',
    },
    ban: {
      action: 'حظر…',
      question: (name) => `حظر ${apart(name)}؟`,
      consequence: (name) =>
        `تتم إزالة ${apart(name)} من الدردشة فورًا، ولا عودة حتى يُرفع الحظر. ويبقى ما قيل.`,
      ofWhoLeft: (name) => `غادر ${apart(name)} الدردشة، ولا عودة حتى يُرفع الحظر. ويبقى ما قيل.`,
      confirm: 'حظر',
    },
    block: {
      action: 'حجب…',
      question: (name) => `حجب ${apart(name)}؟`,
      consequence: (name) =>
        `لن يمكن لـ ${apart(name)} بدء دردشة خاصة معك أو الهمس إليك أو إضافتك إلى دردشة، ولن يصل إشعار بذلك. ما يُقال للجميع تظل تراه. يمكنك رفع الحجب في الإعدادات.`,
      confirm: 'حجب',
      isBlocked: (name) => `تم حجب ${apart(name)}.`,
      lift: { short: 'رفع الحجب', full: (name) => `رفع الحجب عن ${apart(name)}` },
      isLifted: (name) => `رُفع الحجب عن ${apart(name)}.`,
    },
  },

  bans: {
    list: 'المحظورون',
    none: 'لا أحد محظور.',
    lift: { short: 'رفع الحظر', full: (name) => `رفع الحظر عن ${apart(name)}` },
    isLifted: (name) => `يمكن لـ ${apart(name)} الانضمام من جديد.`,
    more: 'عرض المزيد من المحظورين',
  },
};
