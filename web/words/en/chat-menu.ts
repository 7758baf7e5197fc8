/** The words of what one can do with a chat from the list. */
export const chatMenuWords = {
  read: 'Mark as read',
  unread: 'Mark as unread',
  mute: 'Mute',
  unmute: 'Unmute',
  archived: 'Archive',
  unarchived: 'Take out of the archive',
};
