import type { peopleWords as English } from '../en/people.ts';
import { apart, number } from './format.ts';

/** The words of finding people, rooms and chats, in Arabic. */
export const peopleWords: typeof English = {
  people: {
    search: 'البحث عن الناس',
    loading: 'يجري البحث عمن هنا…',
    nobody: (text) => (text.trim() ? `لا أحد هنا باسم «${apart(text.trim())}».` : 'لا أحد غيرك هنا بعد.'),
    off: 'لا يعرض هذا الخادم من فيه. أرسل إلى أحد رابط دردشة بدلًا من ذلك.',
    guest: 'ضيف',
    blocked: 'محجوب',
    beyond: (count) => `و${number.format(count)} غيرهم: ابحث عن اسم.`,
  },

  rooms: {
    make: 'إنشاء غرفة',
    loading: 'يجري البحث عن الغرف…',
    name: 'اسم الغرفة',
    nameless: 'أعطِ الغرفة اسمًا.',
    address: 'عنوان مقروء (اختياري)',
    addressHint: 'حروف لاتينية صغيرة وأرقام وشرطات. يستطيع كل من على هذا الخادم أن يجد الغرفة.',
    confirm: 'إنشاء',
    cancel: 'إلغاء',
    open: 'فتح',
    view: 'عرض',
    leave: (name) => `مغادرة ${apart(name)}`,
  },

  find: {
    title: 'الانتقال إلى',
    label: 'دردشة أو شخص أو غرفة',
    found: 'النتائج',
    nothing: 'لا شيء بهذا الاسم.',
    everywhere: (words) => `البحث عن «${apart(words)}» في كل الدردشات`,
  },
};
