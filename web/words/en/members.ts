import { counted } from './format.ts';

/** The words of who is in a chat, and what may be done about it. */
export const memberWords = {
  members: {
    list: 'Members',
    search: 'Find someone',
    found: (count: number) => `${counted(count, 'person', 'people')} found`,
    nobody: 'Nobody here has such a name.',
    more: 'Show more members',
    options: (name: string) => `Options for ${name}`,
  },

  member: {
    isOnline: 'online',
    badges: { owner: 'owner', moderator: 'moderator', member: '' },
    roles: { owner: 'Owner', moderator: 'Moderator', member: 'Member' },
    guest: 'Guest',
    isNow: (name: string, role: string) => `${name} is now: ${role}`,
    direct: 'Open private chat',
    whisper: 'Whisper',
    makeModerator: 'Make moderator',
    makeMember: 'Make plain member',
    back: 'Cancel',
    close: 'Close',
    handOver: {
      action: 'Hand the chat over …',
      question: (name: string) => `Hand the chat over to ${name}?`,
      consequence: (name: string) =>
        `${name} will own this chat and decide who else runs it. You stay as a moderator.`,
      confirm: 'Hand over',
    },
    remove: {
      action: 'Remove …',
      question: (name: string) => `Remove ${name}?`,
      consequence: (name: string) =>
        `${name} leaves the chat at once, and can come back by the link or an invite. What ${name} said stays.`,
      confirm: 'Remove',
    },
    ban: {
      action: 'Ban …',
      question: (name: string) => `Ban ${name}?`,
      consequence: (name: string) =>
        `${name} leaves the chat at once and can’t come back, until the ban is lifted. What ${name} said stays.`,
      ofWhoLeft: (name: string) =>
        `${name} has left, and can’t come back until the ban is lifted. What ${name} said stays.`,
      confirm: 'Ban',
    },
    block: {
      action: 'Block …',
      question: (name: string) => `Block ${name}?`,
      consequence: (name: string) =>
        `${name} can’t start a private chat with you, whisper to you or add you to a chat, and is not told. What ${name} says to everyone you still see. In the settings you can lift it.`,
      confirm: 'Block',
      isBlocked: (name: string) => `${name} is blocked.`,
      lift: { short: 'Unblock', full: (name: string) => `Unblock ${name}` },
      isLifted: (name: string) => `${name} is not blocked any more.`,
    },
  },

  bans: {
    list: 'Banned people',
    none: 'Nobody is banned.',
    lift: { short: 'Lift', full: (name: string) => `Lift the ban of ${name}` },
    isLifted: (name: string) => `${name} can join again.`,
    more: 'Show more bans',
  },
};
