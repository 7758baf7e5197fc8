import type { Preview } from '../../net/wire.ts';
import { counted } from './format.ts';

/** The words of the way in. */
export const entryWords = {
  landing: {
    headline: ['Start a chat.', 'Send the link.', 'Talk.'],
    lead: 'Pick a name and you are in. No app, no account: whoever has your link can join the talk.',
    details: 'Plain HTTP underneath, so it gets through wherever a web page does, and ',
    programs: 'curl can join in',
    sample: ['Is this all it takes?', 'One link. Send it on.', 'See you in there!'],
  },

  guest: {
    nickname: 'Nickname',
    hint: 'What the others will call you.',
    start: 'Start chatting',
    join: 'Join the chat',
    haveAccount: 'Or with an account:',
    logIn: 'Log in',
    signUp: 'Sign up',
    without: 'Go on without an account',
    expired: 'You were away for long. Say your name again, and go on.',
  },

  account: {
    signUp: 'Sign up',
    logIn: 'Log in',
    haveAccount: 'Already have an account?',
    noAccount: 'New here?',
    forgot: 'Forgot your password?',
    working: 'One moment …',
    expired: 'You have been logged out. Log in again and you are back where you were.',
  },

  preview: {
    someone: 'Someone',
    heading: (owner: string) => `${owner} invites you to chat`,
    headingNamed: (owner: string, name: string) => `${owner} invites you to “${name}”`,
    headingRoom: (name: string) => `Come in to “${name}”`,
    inside: (count: number) => `${counted(count, 'person is', 'people are')} in this chat.`,
    policy: (policy: Preview['join_policy']) =>
      ({
        link: 'Say your name, and you are in.',
        invite: 'It takes a personal invite to join. If you are a member, log in.',
        closed: 'It takes no new members right now. If you are a member, log in.',
      })[policy],
    unknown: 'We can’t find this chat',
    unknownHint:
      'The link may be incomplete, or the chat is gone or private. If it is one of yours, log in to open it.',
    looking: 'Opening the invite …',
    join: 'Join',
    again: 'Try again',
  },

  toStart: 'To the start page',

  removedBy: (name: string) => `You were removed by ${name}`,

  /** Why there is nothing to see. */
  deadEnds: {
    nowhere: { title: 'There is nothing here', text: 'The address may be mistyped.' },
    unknown: {
      title: 'We can’t find this chat',
      text: 'The link may be incomplete, or the chat is gone. Ask for a fresh link.',
    },
    closed: {
      title: 'This chat is closed',
      text: 'It takes no new members right now. Ask its owner to open it.',
    },
    invite: { title: 'This chat is by invite only', text: 'Ask its owner for a personal invite.' },
    banned: {
      title: 'You can’t join this chat',
      text: 'Whoever runs it has removed you for good. They alone can let you in again.',
    },
    left: { title: 'You left this chat', text: 'Its link leads you back in, as long as it is open.' },
    removed: {
      title: 'You were removed from this chat',
      text: 'What you said stays there. Ask those inside if you think that it was a mistake.',
    },
    outside: {
      title: 'You are no longer in this chat',
      text: 'You left it or were removed. Its link leads you back in, as long as it is open to you.',
    },
    over: { title: 'This chat is over', text: 'Its owner ended it, and all that was said in it is gone.' },
    refused: { title: 'You can’t open this chat', text: 'It does not let you in.' },
    invite_expired: { title: 'This invite has expired', text: 'Ask whoever sent it for a new one.' },
    invite_used_up: {
      title: 'This invite has been used up',
      text: 'As many people as it was meant for have joined. Ask whoever sent it for a new one.',
    },
    invite_withdrawn: { title: 'This invite was withdrawn', text: 'Ask whoever sent it for a new one.' },
    invite_unknown: {
      title: 'We can’t find this invite',
      text: 'The link may be incomplete, or the chat is gone.',
    },
  },

  outside: {
    hint: 'You are not in this chat.',
    hintLeft: 'You left this chat.',
    join: 'Join',
    joinAgain: 'Join again',
  },
};
