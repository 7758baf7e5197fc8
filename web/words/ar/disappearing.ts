import type { disappearingWords as English } from '../en/disappearing.ts';
import { apart, counted } from './format.ts';

/** How long, in whole hours or days. */
function lasting(seconds: number): string {
  return seconds < 2 * 86_400 && seconds !== 86_400
    ? counted(Math.round(seconds / 3600), {
        one: 'ساعة واحدة',
        two: 'ساعتين',
        few: 'ساعات',
        many: 'ساعة',
        other: 'ساعة',
      })
    : counted(Math.round(seconds / 86_400), {
        one: 'يوم واحد',
        two: 'يومين',
        few: 'أيام',
        many: 'يومًا',
        other: 'يوم',
      });
}

/** The words of what disappears in a chat, in Arabic. */
export const disappearingWords: typeof English = {
  mark: (seconds) => `تختفي الرسائل بعد ${lasting(seconds)}`,
  short: lasting,
  set: (name, seconds) => {
    const choice = name === null ? 'باختيارك' : `باختيار ${apart(name)}`;
    return seconds === null
      ? `بقاء الرسائل من الآن فصاعدًا، ${choice}`
      : `اختفاء الرسائل بعد ${lasting(seconds)}، ${choice}`;
  },
};
