import { clock, counted, date, locale, number } from './format.ts';

const hundredths = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The words of what stands beside a talk. */
export const detailsWords = {
  sections: {
    share: 'Invite link',
    invites: 'Invites',
    settings: 'Chat settings',
    bans: 'Bans',
    bots: 'Bots',
    notify: 'Notifications',
    disappearing: 'Disappearing messages',
    mood: 'Mood',
    export: 'Save the talk',
  },

  about: 'About this chat',
  forTwo: 'The two of you',
  close: 'Close the details',

  loggedInAs: (name: string) => `Logged in as ${name}`,

  fields: {
    name: { label: 'Name of the chat', save: 'Save name', saved: 'Name saved.' },
    topic: { label: 'What it is about', save: 'Save topic', saved: 'Topic saved.' },
  },

  qr: {
    show: 'QR code',
    ofChat: 'QR code of the invite link',
    hint: 'Point a camera at it to open the invite.',
    close: 'Close',
    whoeverHasIt: 'Whoever has this link can join.',
  },

  invites: {
    list: 'Invites',
    hint: 'Each has a link of its own, which you can limit and take back.',
    closed: 'The chat is closed: nobody can join now, not even with an invite.',
    none: 'No invites yet.',
    unnamed: 'Invite',
    expires: 'Good for',
    term: (seconds: number | null) => {
      if (seconds === null) return 'ever';
      return seconds < 86_400
        ? counted(seconds / 3600, 'hour', 'hours')
        : counted(seconds / 86_400, 'day', 'days');
    },
    uses: 'Lets in',
    maxUses: (count: number | null) =>
      count === null ? 'everyone who has it' : counted(count, 'person', 'people'),
    note: 'Note (for those who run the chat)',
    make: 'Make invite',
    made: 'The invite is made: it stands first in the list.',
    used: (uses: number, max: number | null) =>
      max === null
        ? `used ${counted(uses, 'time', 'times')}`
        : `${number.format(uses)} of ${number.format(max)} used`,
    noEnd: 'good for ever',
    over: 'expired',
    until: (at: string) => `good until ${date.format(new Date(at))}, ${clock.format(new Date(at))}`,
    withdraw: 'Withdraw',
    withdrawn: 'The invite is withdrawn: it lets nobody in any more.',
    qrTitle: 'QR code of the invite',
    more: 'Show more invites',
  },

  mood: {
    loading: 'Summing up …',
    empty: 'Nobody has said anything yet: there is no mood to show.',
    sum: (average: number, count: number) =>
      `On average ${detailsWords.mood.score(average)}, in ${counted(count, 'message', 'messages')}.`,
    /** From -1 to 1, with a real minus. */
    score: (value: number) =>
      `${value > 0 ? '+' : value < 0 ? '−' : ''}${hundredths.format(Math.abs(value))}`,
    chart: (pieces: number) =>
      `Mood over time, from −1 (sad) to +1 (happy), in ${counted(pieces, 'bar', 'bars')}. The table below has the numbers.`,
    table: 'The numbers',
    columns: ['From', 'Mood', 'Messages'],
    time: (at: string, isShort: boolean) =>
      isShort ? `${date.format(new Date(at))}, ${clock.format(new Date(at))}` : date.format(new Date(at)),
    members: 'Mood of each',
    messages: (count: number) => counted(count, 'message', 'messages'),
    refresh: 'Refresh',
  },

  export: {
    hint: 'All that you can see in this chat, in one file.',
    formats: { txt: 'Text', csv: 'Table (CSV)', json: 'Data (JSON)' },
    preparing: 'Preparing the file …',
    received: (bytes: number) => `${tenths.format(bytes / 1e6)} MB so far`,
    saved: 'Saved to your downloads.',
    stop: 'Stop',
    fileName: 'chat',
  },

  notify: {
    question: 'What draws your attention here',
    choices: { all: 'Everything', mentions: 'My name, and whispers to me', none: 'Nothing' },
    hint: 'The rest is still here, and counted without a fuss. Nobody else sees what you chose.',
  },

  disappearing: {
    question: 'Messages from now on',
    choice: (seconds: number | null) =>
      seconds === null ? 'stay' : `disappear after ${detailsWords.invites.term(seconds)}`,
    hint: 'For everyone here, and everyone is told. What was said before keeps the time that it had.',
  },

  policy: {
    question: 'Who may join',
    choices: {
      link: { name: 'Whoever has the link', hint: 'The link is enough.' },
      invite: { name: 'By invite only', hint: 'The link alone is not enough: it takes a personal invite.' },
      closed: { name: 'Nobody new', hint: 'Those inside stay.' },
    },
    save: 'Save who may join',
    saved: 'Saved.',
  },

  rotate: {
    action: 'Replace the link …',
    question: 'Replace the link of this chat?',
    consequence:
      'The link as it is now leads nowhere from then on. Everybody inside stays, and their pages move to the new link by themselves.',
    confirm: 'Replace link',
    stay: 'Keep it',
  },

  end: {
    action: 'End the chat …',
    question: 'End this chat for everyone?',
    consequence: 'The chat and all that was said in it will be gone, for everybody and for good.',
    confirm: 'End chat',
    stay: 'Keep it',
  },
};
