import type { messageWords as English } from '../en/message.ts';
import { apart, listed, number } from './format.ts';

/** The words of what one can do with a message, in Arabic. */
export const messageWords: typeof English = {
  menu: {
    label: 'إجراءات الرسالة',
    react: 'تفاعل',
    reactWith: (emoji) => `تفاعل بـ ${emoji}`,
    other: 'تفاعل برمز تعبيري آخر…',
    reply: 'رد',
    copy: 'نسخ النص',
    copyLink: 'نسخ رابط هذه الرسالة',
    pin: 'تثبيت للجميع',
    unpin: 'إلغاء التثبيت',
    edit: 'تعديل',
    delete: 'حذف',
    deleteQuestion: 'حذف هذه الرسالة؟',
    deleteConsequence: 'يختفي نصها للجميع، ويبقى ظاهرًا أنها حُذفت.',
    keep: 'إبقاؤها',
  },

  reply: {
    answering: (name) => (name ? `رد على ${apart(name)}` : 'رد على رسالة'),
    stop: 'إلغاء الرد',
  },

  link: {
    label: 'رابط هذه الرسالة',
    hint: 'انسخ الرابط المحدد بلوحة المفاتيح أو بالقائمة.',
  },

  unsent: { failed: 'لم تُرسل.', retry: 'إعادة الإرسال', discard: 'تجاهل' },

  edit: { label: 'ما ينبغي أن تقوله', save: 'حفظ', cancel: 'إلغاء' },

  seen: {
    action: 'من قرأها…',
    heading: 'من قرأها',
    none: 'لا أحد بعد.',
    untold: 'أنت لا تُظهر ما قرأته، ولذلك لا ترى ما قرأه الآخرون. يمكنك تغيير ذلك في الإعدادات.',
  },

  reactions: {
    label: 'التفاعلات',
    who: (count, { names, isMine }) => {
      const shown = [...names.map(apart), ...(isMine ? ['أنت'] : [])];
      const more = count - shown.length;
      return listed.format(more > 0 ? [...shown, `${number.format(more)} غيرهم`] : shown);
    },
    said: (emoji, count, { names, isMine }) => {
      const others = messageWords.reactions.who(count - (isMine ? 1 : 0), { names, isMine: false });
      return [`${emoji} ${number.format(count)}`, others, isMine && 'تفاعلت أنت'].filter(Boolean).join('، ');
    },
  },
};
