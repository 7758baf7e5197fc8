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
    open: 'Say your name, and you are in.',
    /** Which chat it is that lets nobody in by its link. */
    stopped: ({ owner, name }: Pick<Preview, 'owner' | 'name'>) => {
      const chat = name ? `“${name}”` : 'A chat';
      return owner ? `${chat}, run by ${owner.display_name}.` : `${chat}.`;
    },
    stops: {
      invite: {
        title: 'This chat is by invite only',
        text: 'The link alone does not open it. Ask whoever runs it for a personal invite.',
      },
      closed: {
        title: 'This chat is closed',
        text: 'It takes nobody new now. Ask whoever runs it to open it.',
      },
    },
    member: 'If you are in it already, log in.',
    unknown: 'We can’t find this chat',
    unknownHint:
      'The link may be incomplete, or the chat is gone or private. If it is one of yours, log in to open it.',
    looking: 'Opening the invite …',
    join: 'Join',
    again: 'Try again',
  },

  outside: {
    hint: 'You are not in this chat.',
    hintLeft: 'You left this chat.',
    join: 'Join',
    joinAgain: 'Join again',
  },
};
