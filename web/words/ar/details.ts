import type { detailsWords as English } from '../en/details.ts';
import { apart, clock, counted, date, locale, messages, number, people } from './format.ts';

const hundredths = new Intl.NumberFormat(locale, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const hours = { one: 'ساعة واحدة', two: 'ساعتين', few: 'ساعات', many: 'ساعة', other: 'ساعة' };
const days = { one: 'يوم واحد', two: 'يومين', few: 'أيام', many: 'يومًا', other: 'يوم' };
const times = { one: 'مرة واحدة', two: 'مرتين', few: 'مرات', many: 'مرة', other: 'مرة' };
const bars = { one: 'عمود واحد', two: 'عمودين', few: 'أعمدة', many: 'عمودًا', other: 'عمود' };

/** The words of what stands beside a talk, in Arabic. */
export const detailsWords: typeof English = {
  sections: {
    share: 'رابط الدعوة',
    invites: 'الدعوات',
    settings: 'إعدادات الدردشة',
    bans: 'المحظورون',
    bots: 'البوتات',
    notify: 'الإشعارات',
    disappearing: 'الرسائل المختفية',
    mood: 'المزاج',
    export: 'حفظ المحادثة',
  },

  about: 'عن هذه الدردشة',
  forTwo: 'بينكما فقط',
  close: 'إغلاق التفاصيل',

  loggedInAs: (name) => `الدخول باسم ${apart(name)}`,

  fields: {
    name: { label: 'اسم الدردشة', save: 'حفظ الاسم', saved: 'حُفظ الاسم.' },
    topic: { label: 'موضوعها', save: 'حفظ الموضوع', saved: 'حُفظ الموضوع.' },
  },

  qr: {
    show: 'رمز QR',
    ofChat: 'رمز QR لرابط الدعوة',
    hint: 'وجّه الكاميرا إليه لفتح الدعوة.',
    close: 'إغلاق',
    whoeverHasIt: 'كل من لديه هذا الرابط يستطيع الانضمام.',
  },

  invites: {
    list: 'الدعوات',
    hint: 'لكل دعوة رابط خاص بها، يمكنك تقييده وسحبه.',
    closed: 'الدردشة مغلقة: لا يستطيع أحد الانضمام الآن، ولا بدعوة.',
    none: 'لا توجد دعوات بعد.',
    unnamed: 'دعوة',
    expires: 'صالحة لمدة',
    term: (seconds) => {
      if (seconds === null) return 'غير محدودة';
      return seconds < 86_400 ? counted(seconds / 3600, hours) : counted(seconds / 86_400, days);
    },
    uses: 'المسموح لهم بالدخول',
    maxUses: (count) => (count === null ? 'كل من لديه الدعوة' : people(count)),
    note: 'ملاحظة (لمن يدير الدردشة)',
    make: 'إنشاء دعوة',
    made: 'أُنشئت الدعوة: وهي الأولى في القائمة.',
    used: (uses, max) =>
      max === null
        ? `استُعملت ${counted(uses, times)}`
        : `استُعملت ${number.format(uses)} من ${number.format(max)}`,
    noEnd: 'صالحة دائمًا',
    over: 'انتهت صلاحيتها',
    until: (at) => `صالحة حتى ${date.format(new Date(at))}، ${clock.format(new Date(at))}`,
    withdraw: 'سحب',
    withdrawn: 'سُحبت الدعوة: لم تعد تُدخل أحدًا.',
    qrTitle: 'رمز QR للدعوة',
    more: 'عرض المزيد من الدعوات',
  },

  mood: {
    loading: 'يجري الحساب…',
    empty: 'لم يقل أحد شيئًا بعد: لا مزاج لعرضه.',
    sum: (average, count) => `المتوسط: ${detailsWords.mood.score(average)} (${messages(count)}).`,
    score: (value) => hundredths.format(value),
    chart: (pieces) =>
      `المزاج عبر الزمن، من ${number.format(-1)} (حزين) إلى ${number.format(1)} (سعيد)، في ${counted(pieces, bars)}. الأرقام في الجدول أدناه.`,
    table: 'الأرقام',
    columns: ['منذ', 'المزاج', 'الرسائل'],
    time: (at, isShort) =>
      isShort ? `${date.format(new Date(at))}، ${clock.format(new Date(at))}` : date.format(new Date(at)),
    members: 'مزاج كل شخص',
    messages,
    refresh: 'تحديث',
  },

  export: {
    hint: 'كل ما يمكنك رؤيته في هذه الدردشة، في ملف واحد.',
    formats: { txt: 'نص', csv: 'جدول (CSV)', json: 'بيانات (JSON)' },
    preparing: 'يجري تجهيز الملف…',
    received: (bytes) => `${tenths.format(bytes / 1e6)} م.ب حتى الآن`,
    saved: 'حُفظ في التنزيلات.',
    stop: 'إيقاف',
    fileName: 'دردشة',
  },

  notify: {
    question: 'ما الذي ينبّهك هنا',
    choices: { all: 'كل شيء', mentions: 'ذكر اسمي، وما يُهمس لي', none: 'لا شيء' },
    hint: 'الباقي يظل هنا، ويُحسب بهدوء. لا أحد غيرك يرى ما اخترته.',
  },

  disappearing: {
    question: 'الرسائل من الآن فصاعدًا',
    choice: (seconds) => {
      if (seconds === null) return 'تبقى';
      return `تختفي بعد ${seconds < 86_400 ? counted(seconds / 3600, hours) : counted(seconds / 86_400, days)}`;
    },
    hint: 'للجميع هنا، والجميع يُبلَّغون بذلك. ما قيل من قبل يحتفظ بمدته.',
  },

  policy: {
    question: 'من يستطيع الانضمام',
    choices: {
      link: { name: 'كل من لديه الرابط', hint: 'الرابط يكفي.' },
      invite: { name: 'بالدعوة فقط', hint: 'الرابط وحده لا يكفي: تلزم دعوة شخصية.' },
      closed: { name: 'لا أحد جديد', hint: 'من في الداخل يبقون.' },
    },
    save: 'حفظ من يستطيع الانضمام',
    saved: 'تم الحفظ.',
  },

  rotate: {
    action: 'استبدال الرابط…',
    question: 'استبدال رابط هذه الدردشة؟',
    consequence:
      'لن يوصل الرابط الحالي إلى شيء بعد ذلك. يبقى كل من في الداخل، وتنتقل صفحاتهم إلى الرابط الجديد تلقائيًا.',
    confirm: 'استبدال الرابط',
    stay: 'إبقاؤه',
  },

  end: {
    action: 'إنهاء الدردشة…',
    question: 'إنهاء هذه الدردشة للجميع؟',
    consequence: 'ستُمحى الدردشة وكل ما قيل فيها، للجميع ونهائيًا.',
    confirm: 'إنهاء الدردشة',
    stay: 'إبقاؤها',
  },
};
