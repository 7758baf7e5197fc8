import type { insideWords as English } from '../en/inside.ts';
import { dayBefore, isSameDay } from '../formats.ts';
import { apart, characters, clock, counted, date, exact, fullDay, longDate, number } from './format.ts';

const members = { one: 'عضو واحد', two: 'عضوان', few: 'أعضاء', many: 'عضوًا', other: 'عضو' };
const mentions = {
  one: 'ذكر واحد لك',
  two: 'ذكران لك',
  few: 'مرات ذُكرت فيها',
  many: 'مرة ذُكرت فيها',
  other: 'مرة ذُكرت فيها',
};
const unread = {
  one: 'رسالة واحدة غير مقروءة',
  two: 'رسالتان غير مقروءتين',
  few: 'رسائل غير مقروءة',
  many: 'رسالة غير مقروءة',
  other: 'رسالة غير مقروءة',
};
const fresh = {
  one: 'رسالة جديدة',
  two: 'رسالتان جديدتان',
  few: 'رسائل جديدة',
  many: 'رسالة جديدة',
  other: 'رسالة جديدة',
};

/** The words of the page of someone who is logged in, as it opens, in Arabic. */
export const insideWords: typeof English = {
  home: {
    start: 'بدء دردشة',
    starting: 'يجري البدء…',
    chats: 'دردشاتك',
    sections: { chats: 'الدردشات', people: 'الناس', rooms: 'الغرف' },
    options: (chat) => `خيارات الدردشة: ${apart(chat)}`,
    archived: (count) => `المؤرشفة (${number.format(count)})`,
    sectionsLabel: 'ما يُعرض',
    find: 'الانتقال إلى دردشة أو شخص أو غرفة',
    findKeys: ' (Ctrl+K)',
    pick: 'اختر دردشة، أو ابدأ واحدة وأرسل رابطها.',
    none: 'لا توجد دردشات بعد. ابدأ واحدة، ثم أرسل رابطها إلى من تريد.',
    loading: 'يجري تحميل دردشاتك…',
    nothingSaid: 'لم يُقل شيء بعد',
    draft: 'مسودة:',
    lastLine: (name, text) => `${apart(name)}: ${apart(text)}`,
    whispers: (name, text) => `همسة من ${apart(name)}: ${apart(text)}`,
  },

  chat: {
    unnamed: (owner, at) =>
      `${owner ? `دردشة ${apart(owner)}` : 'دردشة'} بتاريخ ${date.format(new Date(at))}`,
    back: 'العودة إلى دردشاتك',
    opening: 'يجري فتح الدردشة…',
    notKept: 'ما قيل هنا لا يُحفظ على هذا الجهاز. يعود مع عودة الاتصال.',
    showDetails: 'الأعضاء والإعدادات',
    memberCount: (count) => counted(count, members),
    online: (count) => `${number.format(count)} على الخط`,
    private: (isOnline) => (isOnline ? 'دردشة خاصة · على الخط' : 'دردشة خاصة'),
    unread: (count) => counted(count, unread),
    unreadAtMost: `${number.format(10_000)} رسالة غير مقروءة أو أكثر`,
    markedUnread: 'معلَّمة كغير مقروءة',
    mentions: (count) => counted(count, mentions),
    unreadShort: (count) => (count > 99 ? `+${number.format(99)}` : number.format(count)),
    joined: (name) => `انضمام ${apart(name)}`,
    left: (name) => `مغادرة ${apart(name)}`,
    youRemoved: (name) => `تمت إزالة ${apart(name)} من قِبلك`,
    removed: (name, by) => (by ? `تمت إزالة ${apart(name)} من قِبل ${apart(by)}` : `تمت إزالة ${apart(name)}`),
    pinned: (name) => `رسالة ثُبّتت من قِبل ${apart(name)}`,
    youPinned: 'رسالة ثُبّتت من قِبلك',
    you: 'أنت',
    empty: 'لم يقل أحد شيئًا بعد.',
    alone: 'لا أحد غيرك هنا. أرسل رابط الدعوة إلى أحد.',
    conversation: 'المحادثة',
    older: 'عرض الرسائل الأقدم',
    loadingOlder: 'يجري تحميل الرسائل الأقدم…',
    newMessages: (count) => counted(count, fresh),
    toNewest: 'إلى الأحدث',
    search: 'البحث في هذه الدردشة',
    newFrom: 'جديد',
    beginning: 'هنا تبدأ الدردشة.',
  },

  link: {
    copy: 'نسخ رابط الدعوة',
    copied: 'تم نسخ رابط الدعوة',
    share: 'مشاركة الرابط',
  },

  message: {
    sending: 'يجري الإرسال…',
    waiting: 'في انتظار الاتصال…',
    seen: 'قُرئت',
    deletedUser: 'حساب محذوف',
    bot: (name) => `${apart(name)} · بوت`,
    deleted: 'حُذفت هذه الرسالة.',
    images: (count) =>
      count > 1
        ? counted(count, { one: 'صورة', two: 'صورتان', few: 'صور', many: 'صورة', other: 'صورة' })
        : 'صورة',
    answers: 'رد على',
    edited: 'عُدّلت',
    more: 'إجراءات الرسالة',
    yours: 'أنت',
    whisper: (name) => (name === undefined ? 'همسة إليك' : `همسة إلى ${apart(name)}`),
    sounds: { happy: 'تبدو سعيدة', neutral: 'تبدو محايدة', sad: 'تبدو حزينة' },
  },

  composer: {
    label: 'الرسالة',
    placeholder: 'اكتب رسالة',
    speakUp: 'الكتابة للجميع بدلًا من ذلك',
    addImages: 'إضافة صور',
    addEmoji: 'إضافة رمز تعبيري',
    drop: 'أفلت الصور هنا',
    send: 'إرسال',
    hint: (breaksLine) =>
      breaksLine ? 'Enter يبدأ سطرًا جديدًا، وCtrl+Enter يرسل.' : 'Enter يرسل، وShift+Enter يبدأ سطرًا جديدًا.',
    left: (count) => `بقي ${characters(count)}`,
    over: (count) => `الزيادة: ${characters(count)}`,
  },

  time: (at) => clock.format(new Date(at)),
  exactTime: (at) => exact.format(new Date(at)),

  day: (at, now) => {
    const then = new Date(at);
    if (isSameDay(then, now)) return 'اليوم';
    if (isSameDay(then, dayBefore(now))) return 'أمس';
    return then.getFullYear() === now.getFullYear() ? fullDay.format(then) : longDate.format(then);
  },

  when: (at, now) => {
    const then = new Date(at);
    return isSameDay(then, now) ? clock.format(then) : date.format(then);
  },

  line: {
    live: () => 'مباشر',
    interval: () => 'كل بضع ثوانٍ',
    offline: (unsent) => (unsent > 0 ? `في الانتظار، ${number.format(unsent)} للإرسال` : 'في الانتظار'),
    badge: (state) => `الاتصال: ${state}`,
  },
};
