import type { whisperWords as English } from '../en/whisper.ts';
import { apart, people } from './format.ts';

/** The words of finding out whom a whisper is for, in Arabic. */
export const whisperWords: typeof English = {
  suggestions: 'همس إلى',
  found: (count) => `للهمس: ${people(count)}. الأسهم تختار، وEnter يأخذ.`,
  names: 'ذكر اسم',
  foundToName: (count) => `للذكر: ${people(count)}. الأسهم تختار، وEnter يأخذ.`,
  looking: 'يجري البحث عمن تُوجَّه إليه…',
  question: 'لمن هذه؟',
  nobody: (word) => `لا أحد هنا باسم «${apart(word)}»، فسيقرؤها الجميع. ما يبدأ بـ @ يُقصد به غالبًا شخص واحد.`,
  nobodyToWhisper: (word) => `لا أحد هنا باسم «${apart(word)}».`,
  unsure: (word) => `لا يمكن الآن معرفة إن كان هنا أحد باسم «${apart(word)}». إن كان، فهذه له وحده.`,
  toOne: (name) => `همس إلى ${apart(name)}`,
  named: (name) => `ذكر ${apart(name)} أمام الجميع`,
  nameToAll: (name) => `ذكر ${apart(name)} أمام الجميع`,
  aloud: 'قولها للجميع',
  again: 'البحث من جديد',
  goBack: 'العودة والتصحيح',
};
