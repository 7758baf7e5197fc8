import type { panelWords as English } from '../en/panels.ts';
import { apart, counted, number } from './format.ts';

const seconds = { one: 'ثانية واحدة', two: 'ثانيتين', few: 'ثوانٍ', many: 'ثانية', other: 'ثانية' };
const requests = { one: 'طلب واحد', two: 'طلبان', few: 'طلبات', many: 'طلبًا', other: 'طلب' };

/** The words of small things that are fetched when they open, or when there is something to tell, in Arabic. */
export const panelWords: typeof English = {
  line: {
    close: 'إغلاق',
    plainly: {
      live: 'ما يقوله الآخرون يصل فورًا.',
      interval: 'تبحث هذه الصفحة عن الجديد كل بضع ثوانٍ.',
      offline: 'ما تكتبه يُحفظ، ويُرسل فور إمكان الوصول إلى الخادم.',
    },
    transport: 'الجديد',
    held: (count) => `يُبقي الخادم كل طلب حتى يحدث شيء، مدة أقصاها ${counted(count, seconds)}.`,
    streamed: 'رد واحد من الخادم يبقى مفتوحًا ويأتي بما يحدث فور حدوثه.',
    asked: (count) => `تسأل هذه الصفحة من جديد كل ${counted(count, seconds)}.`,
    requests: 'الطلبات حتى الآن',
    comparison: (made, wouldBe) =>
      `${counted(made, requests)}، ولو كان السؤال كل ${counted(3, seconds)} لكان العدد ${number.format(wouldBe)}`,
  },

  leave: {
    action: 'مغادرة الدردشة',
    question: 'مغادرة هذه الدردشة؟',
    consequence: 'لن ترى ما يُقال. يمكنك العودة بالرابط ما دامت الدردشة مفتوحة.',
    consequencePrivate: (name) => `تختفي من قائمتك. تجدها من جديد بفتح دردشة خاصة مع ${apart(name)}.`,
    consequenceAlone: 'لم يبق أحد غيرك هنا: ستُمحى الدردشة ورسائلها.',
    confirm: 'مغادرة',
    stay: 'البقاء',
  },

  broadcast: { title: 'إلى الجميع:', dismiss: 'إخفاء' },

  copyByHand: {
    label: 'رابط الدعوة',
    hint: 'انسخ الرابط المحدد بلوحة المفاتيح أو بالقائمة.',
  },

  alerts: {
    title: (name, chat) => `${apart(name)} · ${apart(chat)}`,
    whisper: 'همسة لك',
  },
};
