import type { emojiWords as English } from '../en/emoji.ts';
import { counted } from './format.ts';

const emoji = (count: number) =>
  counted(count, { one: 'رمز واحد', two: 'رمزان', few: 'رموز', many: 'رمزًا', other: 'رمز' });

/** The words of the emoji picker, in Arabic. */
export const emojiWords: typeof English = {
  title: 'الرموز التعبيرية',
  search: 'بحث عن رمز (بالإنجليزية)',
  found: (count) => (count === 0 ? 'لا نتائج.' : `النتائج: ${emoji(count)}.`),
  kinds: 'أنواع الرموز',
  recent: 'المستخدمة أخيرًا',
  groups: [
    'وجوه ومشاعر',
    'أشخاص وإيماءات',
    'حيوانات وطبيعة',
    'طعام وشراب',
    'سفر وأماكن',
    'أنشطة',
    'أشياء',
    'إشارات',
    'أعلام',
  ],
  tone: (tone) => `لون البشرة: ${tone}`,
  tones: ['بلا لون', 'فاتح', 'فاتح نسبيًا', 'متوسط', 'داكن نسبيًا', 'داكن'],
  suggestions: 'رموز تعبيرية',
  foundToWrite: (count) => `${emoji(count)}. الأسهم تختار، وEnter يأخذ.`,
};
