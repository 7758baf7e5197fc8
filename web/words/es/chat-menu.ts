import type { chatMenuWords as English } from '../en/chat-menu.ts';

/** The words of what one can do with a chat from the list, in Spanish. */
export const chatMenuWords: typeof English = {
  read: 'Marcar como leído',
  unread: 'Marcar como no leído',
  mute: 'Silenciar',
  unmute: 'Dejar de silenciar',
  archived: 'Archivar',
  unarchived: 'Sacar del archivo',
};
