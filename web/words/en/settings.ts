import { counted } from './format.ts';

/** The words of the settings. */
export const settingsWords = {
  title: 'Settings',
  save: 'Save',
  saved: 'Saved.',
  working: 'One moment …',
  profile: {
    heading: 'You',
    name: 'Display name',
    nameHint: 'What everyone sees beside what you say.',
    email: 'E-mail',
    emailHint: 'Optional. Nobody else sees it.',
  },
  email: {
    confirmed: 'Confirmed. When you forget your password, we can send you a link to a new one.',
    unconfirmed: 'Not confirmed yet: open the link in our mail to it.',
    again: 'Send me that mail',
    sent: 'Sent. Look among the unwanted mail, too.',
  },
  language: { heading: 'Language', label: 'Language of this page', asBrowser: 'As in the browser' },
  staff: {
    heading: 'Staff',
    hint: 'You look after this server: what was reported, what is told to everyone, people and chats.',
    open: 'Open the staff’s page',
  },
  look: {
    heading: 'Look',
    label: 'Theme',
    themes: { system: 'As on this device', light: 'Light', dark: 'Dark' },
  },
  writing: {
    heading: 'Writing',
    label: 'What the Enter key does',
    choices: {
      device: 'It sends; on a touch screen it starts a new line',
      sends: 'It sends',
      breaks: 'It starts a new line, and Ctrl+Enter sends',
    },
  },
  moods: {
    heading: 'Moods',
    label: 'Faces beside messages',
    choices: {
      telling: 'Happy and sad ones; others when you are at the message',
      always: 'All of them',
      never: 'None',
    },
  },
  alerts: {
    heading: 'While you look elsewhere',
    notify: 'Show notifications',
    notifyHint: 'On this device, while this page is open. What is whispered to you is not shown.',
    refused:
      'Your browser does not let this page show notifications. You can change that in the browser’s settings.',
    impossible: 'This browser can’t show notifications.',
    sound: 'Play a sound',
    soundHint: 'Two short notes, when something is said.',
  },
  receipts: {
    heading: 'What you have read',
    label: 'Let others see what you have read',
    hint: 'In private chats and in small ones. Without it you don’t see it of others either.',
  },
  password: {
    heading: 'Password',
    current: 'Current password',
    next: 'New password',
    change: 'Change password',
    changed: 'Password changed. Wherever else you were logged in, you are logged out now.',
  },
  upgrade: {
    heading: 'Keep your place',
    text: 'You are here as a guest, and only on this device. With a username and a password you can log in anywhere; your chats and what you said stay yours.',
    make: 'Make an account',
    made: (username: string) => `You now have an account. Your username is ${username}.`,
  },
  leaving: {
    heading: 'Log out',
    question: { account: 'Log out?', guest: (name: string) => `Log out as ${name}?` },
    guestLoses: (name: string) =>
      `You are a guest: once you log out, nobody can come back as ${name}, and your chats are out of reach for good. With an account you can log in again anywhere.`,
    unsent: (count: number) => `${counted(count, 'message', 'messages')} not sent yet will be lost.`,
    makeAccount: 'Make an account',
    stay: 'Stay',
    guest: 'A guest who logs out can’t come back. Make an account to keep your place.',
    everywhere: 'Log out everywhere',
    everywhereHint: 'Everywhere means on every device, this one included.',
  },
  deletion: {
    heading: 'Delete account',
    headingGuest: 'Leave for good',
    question: { account: 'Delete your account?', guest: 'Leave for good?' },
    consequence:
      'You leave all chats, and your name and picture are gone for good. What you said stays there, as said by a deleted user. Chats that you own go to someone else in them. This can’t be undone.',
    guestLoses: (name: string) =>
      `You leave all chats, nobody can come back as ${name}, and what is whispered or written to you alone is out of reach. What you said stays, as said by a deleted user. With an account you can go and come back instead.`,
    confirm: 'Delete for good',
    keep: 'Keep it',
  },

  blocks: {
    heading: 'Blocked people',
    list: 'Blocked people',
    hint: 'They can’t write to you alone or add you to a chat. What they say to everyone you still see.',
    none: 'You have blocked nobody.',
    more: 'Show more people',
  },
};
