import type { chatMenuWords as English } from '../en/chat-menu.ts';

/** The words of what one can do with a chat from the list, in Arabic. */
export const chatMenuWords: typeof English = {
  read: 'تعليم كمقروءة',
  unread: 'تعليم كغير مقروءة',
  mute: 'كتم',
  unmute: 'إلغاء الكتم',
  archived: 'أرشفة',
  unarchived: 'إخراج من الأرشيف',
};
