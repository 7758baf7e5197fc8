import { dayBefore, isSameDay } from '../formats.ts';
import { clock, counted, date, exact, fullDay, longDate } from './format.ts';

/** The words of the page of someone who is logged in, as it opens. */
export const insideWords = {
  home: {
    start: 'Start chatting',
    starting: 'Starting …',
    chats: 'Your chats',
    sections: { chats: 'Chats', people: 'People', rooms: 'Rooms' },
    sectionsLabel: 'What to show',
    find: 'Go to a chat, a person or a room',
    findKeys: ' (Ctrl+K)',
    pick: 'Pick a chat, or start one and send its link.',
    none: 'No chats yet. Start one and send its link.',
    loading: 'Loading your chats …',
    nothingSaid: 'Nothing said yet',
    draft: 'Draft:',
    lastLine: (name: string, text: string) => `${name}: ${text}`,
    options: (chat: string) => `Chat options: ${chat}`,
    archived: (count: number) => `Archived (${count})`,
    whispers: (name: string, text: string) => `${name} whispers: ${text}`,
  },

  chat: {
    /** What a chat without a name is called. */
    unnamed: (owner: string | null, at: string) =>
      `${owner ? `${owner}’s chat` : 'Chat'} of ${date.format(new Date(at))}`,
    back: 'Back to your chats',
    opening: 'Opening …',
    notKept: 'What was said here is not kept on this device. It comes back with the line.',
    showDetails: 'Members and settings',
    memberCount: (count: number) => counted(count, 'member', 'members'),
    online: (count: number) => `${count} online`,
    private: (isOnline: boolean): string => (isOnline ? 'Private chat · online' : 'Private chat'),
    unread: (count: number) => counted(count, 'unread message', 'unread messages'),
    unreadAtMost: '10,000 or more unread messages',
    markedUnread: 'marked as unread',
    mentions: (count: number) => counted(count, 'mention of you', 'mentions of you'),
    unreadShort: (count: number) => (count > 99 ? '99+' : String(count)),
    joined: (name: string) => `${name} joined`,
    left: (name: string) => `${name} left`,
    youRemoved: (name: string) => `You removed ${name}`,
    removed: (name: string, by: string | undefined) => (by ? `${by} removed ${name}` : `${name} was removed`),
    pinned: (name: string) => `${name} pinned a message`,
    youPinned: 'You pinned a message',
    you: 'you',
    empty: 'Nothing said yet.',
    alone: 'Only you are here. Send someone the invite link.',
    conversation: 'Conversation',
    older: 'Show older messages',
    loadingOlder: 'Loading …',
    newMessages: (count: number) => counted(count, 'new message', 'new messages'),
    toNewest: 'Back to the newest',
    search: 'Search this chat',
    newFrom: 'New',
    beginning: 'This is where the chat begins.',
  },

  link: {
    copy: 'Copy invite link',
    copied: 'Invite link copied',
    share: 'Share link',
  },

  message: {
    sending: 'Sending …',
    waiting: 'Waiting for the line …',
    seen: 'Seen',
    deletedUser: 'Deleted user',
    bot: (name: string) => `${name} · bot`,
    deleted: 'This message was deleted.',
    images: (count: number) => (count > 1 ? `${count} images` : 'Image'),
    answers: 'Answers',
    edited: 'edited',
    more: 'Message actions',
    yours: 'You',
    whisper: (name = 'you') => `Whisper to ${name}`,
    sounds: { happy: 'Sounds happy', neutral: 'Sounds neutral', sad: 'Sounds sad' },
  },

  composer: {
    label: 'Message',
    placeholder: 'Write a message',
    speakUp: 'Write to everyone instead',
    addImages: 'Add images',
    addEmoji: 'Add an emoji',
    drop: 'Drop images here',
    send: 'Send',
    hint: (breaksLine: boolean): string =>
      breaksLine
        ? 'Enter starts a new line, Ctrl+Enter sends.'
        : 'Enter sends, Shift+Enter starts a new line.',
    left: (count: number) => `${counted(count, 'character', 'characters')} left`,
    over: (count: number) => `${counted(count, 'character', 'characters')} too many`,
  },

  time: (at: string): string => clock.format(new Date(at)),
  exactTime: (at: string): string => exact.format(new Date(at)),

  day: (at: string, now: Date): string => {
    const then = new Date(at);
    if (isSameDay(then, now)) return 'Today';
    if (isSameDay(then, dayBefore(now))) return 'Yesterday';
    return then.getFullYear() === now.getFullYear() ? fullDay.format(then) : longDate.format(then);
  },

  /** The time today, the date before. */
  when: (at: string, now: Date): string => {
    const then = new Date(at);
    return isSameDay(then, now) ? clock.format(then) : date.format(then);
  },

  line: {
    live: () => 'live',
    interval: () => 'every few seconds',
    offline: (unsent: number) => (unsent > 0 ? `waiting, ${unsent} to send` : 'waiting'),
    badge: (state: string) => `Connection: ${state}`,
  },
};
