import { counted } from './format.ts';

/** The words of the staff's page. */
export const staffWords = {
  title: 'Staff',
  back: 'Back to the settings',
  tabs: 'What staff look after',
  sections: { reports: 'Reports', broadcasts: 'Broadcasts', people: 'People', sessions: 'All chats' },
  more: 'Show more',
  cancel: 'Cancel',
  password: 'Your password',

  reports: {
    list: 'Reports',
    resolved: 'Show what is resolved',
    none: 'Nothing is waiting for you.',
    noneResolved: 'Nothing was resolved lately.',
    chats: { session: 'a chat', direct: 'a private chat', public: 'a room' },
    where: (name: string, kind: string) => (name ? `in “${name}”, ${kind}` : `in ${kind}`),
    whisper: (name: string) => `whispered to ${name}`,
    by: (name: string) => `Reported by ${name}`,
    gone: 'The message is gone.',
    answer: 'A word to who reported it (optional)',
    dismiss: 'Let it stay',
    acted: 'Something was done',
    remove: {
      action: 'Remove the message …',
      question: 'Remove this message?',
      consequence: 'Its text and images are gone for everyone; that something was removed stays to be seen.',
      confirm: 'Remove it',
      stay: 'Keep it',
    },
    outcomes: { dismissed: 'May stay', removed: 'Removed', acted: 'Something was done' },
    resolvedBy: (outcome: string, name: string) => `${outcome}, by ${name}`,
    done: 'Resolved. Who reported it is told.',
  },

  broadcasts: {
    list: 'Broadcasts',
    none: 'Nothing was told to everyone lately.',
    text: 'Tell everyone',
    hint: 'It stands on every screen until it is put away, and stays in the lobby.',
    send: {
      action: 'Tell everyone …',
      question: 'Tell this to everyone on this server?',
      consequence: 'You can delete it later, in the lobby.',
      confirm: 'Tell everyone',
      stay: 'Not yet',
    },
    seen: (count: number) => `Seen by ${counted(count, 'person', 'people')}`,
    viewers: 'Who has seen it',
    quiet: 'Who keeps to themselves what they read is counted and not named.',
  },

  people: {
    list: 'People',
    search: 'Search people',
    none: 'Nobody has such a name.',
    staff: 'staff',
    guest: 'guest',
    disabled: 'may not log in',
    seen: (when: string) => `seen ${when}`,
    never: 'never seen',
    options: (name: string) => `What to do about ${name}`,
    close: 'Close',
    disable: 'Keep from logging in',
    enable: 'Let log in again',
    logOut: 'Log out everywhere',
    done: 'Done.',
    makeStaff: {
      action: 'Make staff …',
      question: (name: string) => `Make ${name} staff?`,
      consequence: 'They may then do all that you may do here.',
      confirm: 'Make staff',
    },
    unmakeStaff: {
      action: 'Make staff no more …',
      question: (name: string) => `Make ${name} staff no more?`,
      consequence: 'They stay with all else that they have.',
      confirm: 'Take it away',
    },
    remove: {
      action: 'Delete the account …',
      question: (name: string) => `Delete the account of ${name}?`,
      consequence: 'Their chats are handed over, their messages stay without a name. This can’t be undone.',
      confirm: 'Delete it',
    },
  },

  sessions: {
    list: 'Chats',
    nameless: 'Chat without a name',
    kinds: { session: 'Chat', direct: 'Private chat', public: 'Room' },
    size: (members: number, messages: number) =>
      `${counted(members, 'member', 'members')}, ${counted(messages, 'message', 'messages')}`,
    end: {
      action: 'End …',
      label: (name: string) => `End ${name} …`,
      question: (name: string) => `End ${name}?`,
      consequence: 'It is gone for everyone, with all that was said in it. This can’t be undone.',
      confirm: 'End it',
    },
  },
};
