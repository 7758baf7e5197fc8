import type { chatMenuWords as English } from '../en/chat-menu.ts';

/** The words of what one can do with a chat from the list, in German. */
export const chatMenuWords: typeof English = {
  read: 'Als gelesen markieren',
  unread: 'Als ungelesen markieren',
  mute: 'Stummschalten',
  unmute: 'Stummschaltung aufheben',
  archived: 'Archivieren',
  unarchived: 'Aus dem Archiv holen',
};
