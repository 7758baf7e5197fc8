import type { RequestFailure } from '../net/failure.ts';
import type { Preview } from '../net/wire.ts';

/**
 * Every word that a person reads, so that another language is another file of this shape. Three exceptions: the page's
 * own <noscript>, offline.html, and the server's sentences about a form's fields, which are written for people. `words` belongs to the
 * first load of a chat, so keep it short; the others come with the parts that need them.
 */
const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const listed = /* @__PURE__ */ new Intl.ListFormat('en', { type: 'conjunction' });
const clock = /* @__PURE__ */ new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const date = /* @__PURE__ */ new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const fullDay = /* @__PURE__ */ new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const exact = /* @__PURE__ */ new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

const isSameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

function yesterday(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
}

export const words = {
  product: 'Holdline',
  title: (page: string) => `${page} · Holdline`,
  unreadTitle: (count: number, title: string) => `(${count}) ${title}`,

  logOut: 'Log out',
  settings: (name: string) => `${name}: settings`,

  home: {
    start: 'Start chatting',
    starting: 'Starting …',
    chats: 'Your chats',
    sections: { chats: 'Chats', people: 'People', rooms: 'Rooms' },
    sectionsLabel: 'What to show',
    find: 'Go to a chat, a person or a room',
    findKeys: 'Go to a chat, a person or a room (Ctrl+K)',
    settings: (name: string) => `${name}: settings`,
    pick: 'Pick a chat, or start one and send its link.',
    none: 'No chats yet. Start one, then send its link to whoever should be in it.',
    loading: 'Loading your chats …',
    nothingSaid: 'Nothing said yet',
    lastLine: (name: string, text: string) => `${name}: ${text}`,
  },

  chat: {
    /** What a chat without a name is called by those inside, after the others in it. */
    unnamed: (others: readonly string[]) => {
      if (others.length === 0) return 'New chat';
      const shown = others.length > 3 ? [...others.slice(0, 2), `${others.length - 2} more`] : others;
      return `Chat with ${listed.format(shown)}`;
    },
    started: (at: string) => `Chat started on ${date.format(new Date(at))}`,
    back: 'Back to your chats',
    opening: 'Opening the chat …',
    details: 'About this chat',
    showDetails: 'Members and settings',
    hideDetails: 'Close the details',
    members: 'Members',
    memberCount: (count: number) => counted(count, 'member', 'members'),
    online: (count: number) => `${count} online`,
    isOnline: 'online',
    unread: (count: number) => counted(count, 'unread message', 'unread messages'),
    unreadShort: (count: number) => (count > 99 ? '99+' : String(count)),
    joined: (name: string) => `${name} joined`,
    left: (name: string) => `${name} left`,
    typing: (names: readonly string[]) => {
      if (names.length > 3) return 'Several people are typing…';
      return `${listed.format(names)} ${names.length === 1 ? 'is' : 'are'} typing…`;
    },
    you: 'you',
    roles: { owner: 'owner', moderator: 'moderator', member: '' },
    empty: 'Nobody has said anything yet.',
    alone: 'You are the only one here. Send the invite link to someone.',
    conversation: 'Conversation',
    older: 'Show older messages',
    loadingOlder: 'Loading older messages …',
    newMessages: (count: number) => counted(count, 'new message', 'new messages'),
    toNewest: 'Back to the newest',
    search: 'Search this chat',
    newFrom: 'New',
    beginning: 'This is where the chat begins.',
  },

  invite: {
    copy: 'Copy invite link',
    copied: 'Invite link copied',
    share: 'Share link',
  },

  message: {
    sending: 'Sending …',
    waiting: 'Waiting for the line …',
    failed: 'Not sent.',
    retry: 'Retry',
    discard: 'Discard',
    deleted: 'This message was deleted.',
    image: 'Image',
    edited: 'edited',
    more: 'Message actions',
    yours: 'You',
    whisper: (name: string) => `Whisper to ${name}`,
    sounds: { happy: 'Sounds happy', neutral: 'Sounds neutral', sad: 'Sounds sad' },
  },

  composer: {
    label: 'Message',
    placeholder: 'Write a message',
    speakUp: 'Write to everyone instead',
    addImages: 'Add images',
    drop: 'Drop images here',
    send: 'Send',
    hint: 'Enter sends, Shift+Enter starts a new line.',
    left: (count: number) => `${counted(count, 'character', 'characters')} left`,
    over: (count: number) => `${counted(count, 'character', 'characters')} too many`,
  },

  part: {
    failed: 'This part of the page could not be loaded. Trying again by itself …',
    broken: 'Something on this part of the page went wrong.',
    again: 'Try again',
    reload: 'Reload',
  },

  line: {
    unreachable: 'The server can’t be reached. Trying again by itself …',
    busy: 'The server is busy. Trying again by itself …',
    lost: 'The news could not be read. Starting anew by itself …',
    tryNow: 'Try now',
    live: 'live',
    every: (seconds: number) => `every ${seconds} s`,
    offline: 'offline',
    pausing: 'paused',
    withWaiting: (state: string, count: number) => (count > 0 ? `${state}, ${count} waiting` : state),
    badge: (state: string) => `Connection: ${state}`,
  },

  /** What went wrong, for someone who asked for something and did not get it. Never the error itself. */
  failure: (failure: RequestFailure): string => {
    if (failure.status === 0) return 'The server can’t be reached. Check your connection and try again.';
    if (failure.status === 429 || failure.status === 503) return words.tryAgainIn(failure.retryAfterMs);
    if (failure.status === 401) return 'Please log in again.';
    if (failure.code === 'blocked') return 'You can’t reach this person.';
    if (failure.code === 'blocked_by_you')
      return 'You have blocked this person. In the settings you can lift it.';
    if (failure.status === 403) return 'You are not allowed to do that.';
    if (failure.status === 404) return 'This is no longer there.';
    if (failure.status === 413) return 'That is too much at once.';
    if (failure.status >= 500) return 'Something went wrong on our side. Try again in a moment.';
    return 'That did not work.';
  },
  tryAgainIn: (ms: number | null): string => {
    if (ms === null) return 'The server needs a pause. Try again in a moment.';
    if (ms < 90_000)
      return `The server needs a pause. Try again in ${counted(Math.max(1, Math.ceil(ms / 1000)), 'second', 'seconds')}.`;
    return `The server needs a pause. Try again in ${Math.ceil(ms / 60_000)} minutes.`;
  },

  time: (at: string): string => clock.format(new Date(at)),
  exactTime: (at: string): string => exact.format(new Date(at)),
  day: (at: string, now: Date): string => {
    const then = new Date(at);
    if (isSameDay(then, now)) return 'Today';
    if (isSameDay(then, yesterday(now))) return 'Yesterday';
    return then.getFullYear() === now.getFullYear()
      ? fullDay.format(then)
      : new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(then);
  },
  /** The time today, the date before. */
  when: (at: string, now: Date): string => {
    const then = new Date(at);
    return isSameDay(then, now) ? clock.format(then) : date.format(then);
  },
};

/** The words of the way in: entry-words.ts passes them on. */
export const entryWords = {
  landing: {
    headline: ['Start a chat.', 'Send the link.', 'Talk.'],
    lead: 'Pick a name and you are in. No app, no account: whoever has your link can join the talk.',
    details: 'Plain HTTP underneath, so it gets through wherever a web page does, and curl can join in.',
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
    username: 'Username',
    password: 'Password',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    passwordHint: 'At least 8 characters.',
    haveAccount: 'Already have an account?',
    noAccount: 'New here?',
    working: 'One moment …',
    expired: 'You have been logged out. Log in again and you are back where you were.',
    signedUpOnly: 'Your account is made. Now log in.',
  },

  invitation: {
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

  /** Why there is nothing to see. */
  notices: {
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
    banned: { title: 'You can’t join this chat', text: 'Its owner has removed you from it for good.' },
    removed: { title: 'You are no longer in this chat', text: 'You left it or were removed from it.' },
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
};

/** The words of what is fetched when it is first opened. Such a part takes them from panel-words.ts. */
export const panelWords = {
  menu: {
    label: 'Message actions',
    react: 'React',
    reactWith: (emoji: string) => `React with ${emoji}`,
    other: 'React with another emoji …',
    emoji: 'Emoji',
    emojiHint: 'One of your keyboard’s emoji.',
    copy: 'Copy text',
    copyFailed: 'This page may not copy for you. Select the text and copy it by hand.',
    edit: 'Edit',
    delete: 'Delete',
    deleteQuestion: 'Delete this message?',
    deleteConsequence: 'Its text is gone for everyone; that it was deleted stays to be seen.',
    keep: 'Keep it',
  },

  search: {
    close: 'Close the search',
    label: 'Words to look for',
    hint: 'All of them, the last one perhaps half typed.',
    results: 'Found messages',
    found: (count: number, hasMore: boolean) => {
      if (count === 0) return 'Nothing found.';
      return hasMore ? `The newest ${count} are below.` : `${counted(count, 'message', 'messages')} found.`;
    },
    more: 'Show older finds',
  },

  edit: { label: 'What it is to say', save: 'Save', cancel: 'Cancel' },

  reactions: {
    label: 'Reactions',
    /** The names may be fewer than those who reacted. */
    who: (count: number, { names, isMine }: { names: readonly string[]; isMine: boolean }): string => {
      const shown = [...names, ...(isMine ? ['you'] : [])];
      const more = count - shown.length;
      return listed.format(more > 0 ? [...shown, `${more} more`] : shown);
    },
    said: (
      emoji: string,
      count: number,
      { names, isMine }: { names: readonly string[]; isMine: boolean },
    ) => {
      const others = panelWords.reactions.who(count - (isMine ? 1 : 0), { names, isMine: false });
      return [`${emoji} ${count}`, others, isMine && 'you reacted'].filter(Boolean).join(', ');
    },
  },

  outside: {
    hint: 'You are not in this chat.',
    hintLeft: 'You left this chat.',
    join: 'Join',
    joinAgain: 'Join again',
  },

  loggedInAs: (name: string) => `Logged in as ${name}`,

  line: {
    close: 'Close',
    transport: 'News',
    held: (seconds: number) =>
      `The server holds each request until something happens, for up to ${seconds} s.`,
    asked: (seconds: number) => `This page asks again every ${seconds} s.`,
    requests: 'Requests so far',
    comparison: (made: number, wouldBe: number) =>
      `${made}, where asking every 3 s would have made ${wouldBe}`,
  },

  images: {
    chosen: 'Images to send',
    preparing: 'Preparing the image …',
    remove: (name: string) => `Remove ${name}`,
    notImage: (name: string) => `“${name}” is not an image that can be shown here.`,
    tooLarge: (name: string) => `“${name}” is larger than 5 MB and can’t be made smaller.`,
    tooMany: (count: number) => `At most ${count} images at once: the others were left out.`,
    notKept: 'This browser keeps no images: those not sent yet are lost on reload.',
    gone: 'The image is no longer on this device. Choose it again.',
    from: (name: string, caption: string) =>
      caption ? `Image from ${name}: ${caption}` : `Image from ${name}`,
    progress: 'Upload',
    cancel: 'Cancel upload',
    failed: 'The image could not be loaded.',
    retry: 'Load again',
    download: 'Download',
    close: 'Close',
  },

  whisper: {
    suggestions: 'Whisper to',
    found: (count: number) =>
      `${counted(count, 'person', 'people')} to whisper to. Arrow keys choose, Enter takes.`,
    looking: 'Looking whom this is for …',
    question: 'Whom is this for?',
    nobody: (word: string) =>
      `Nobody here is called “${word}”, so this would be read by everyone. What begins with @ is mostly meant for one person.`,
    unsure: (word: string) =>
      `It can’t be found out right now whether someone here is called “${word}”. If so, this is for that person alone.`,
    toOne: (name: string) => `Whisper to ${name}`,
    aloud: 'Say it to everyone',
    again: 'Look again',
    goBack: 'Go back and correct',
  },

  failed: 'That did not work.',

  sections: {
    share: 'Invite link',
    invites: 'Invites',
    settings: 'Chat settings',
    bans: 'Bans',
    mood: 'Mood',
    export: 'Save the talk',
  },

  members: {
    search: 'Find someone',
    found: (count: number) => `${counted(count, 'person', 'people')} found`,
    nobody: 'Nobody here has such a name.',
    more: 'Show more members',
    options: (name: string) => `Options for ${name}`,
  },

  member: {
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
    },
  },

  bans: {
    list: 'Banned people',
    none: 'Nobody is banned.',
    lift: { short: 'Lift', full: (name: string) => `Lift the ban of ${name}` },
    isLifted: (name: string) => `${name} can join again.`,
    more: 'Show more bans',
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
      max === null ? `used ${counted(uses, 'time', 'times')}` : `${uses} of ${max} used`,
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
      `On average ${panelWords.mood.score(average)}, in ${counted(count, 'message', 'messages')}.`,
    /** From -1 to 1, with a real minus. */
    score: (value: number) =>
      `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toLocaleString(undefined, { maximumFractionDigits: 2, minimumFractionDigits: 2 })}`,
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
    received: (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB so far`,
    saved: 'Saved to your downloads.',
    stop: 'Stop',
    fileName: 'chat',
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
  people: {
    search: 'Search people',
    loading: 'Looking who is there …',
    nobody: (text: string) =>
      text.trim() ? `Nobody here is called “${text.trim()}”.` : 'Nobody else is here yet.',
    off: 'This server keeps its people to itself. Send someone the link of a chat instead.',
    guest: 'guest',
    beyond: (count: number) => `And ${count} more: search for a name.`,
  },

  rooms: {
    make: 'Make a room',
    loading: 'Looking for rooms …',
    name: 'Name of the room',
    nameless: 'Give the room a name.',
    address: 'Readable address (optional)',
    addressHint: 'Small letters, digits and hyphens. Everyone on this server can find the room.',
    confirm: 'Make it',
    cancel: 'Cancel',
    open: 'Open',
    join: 'Join',
    leave: (name: string) => `Leave ${name}`,
  },

  find: {
    title: 'Go to',
    label: 'Chat, person or room',
    found: 'Found',
    nothing: 'Nothing of that name.',
  },

  broadcast: { title: 'To everyone:', dismiss: 'Dismiss' },

  copyByHand: { label: 'Invite link', hint: 'Copy the selected link with your keyboard or menu.' },

  rename: { label: 'Name of the chat', save: 'Save name', saved: 'Name saved.' },

  alerts: {
    title: (name: string, chat: string) => `${name} · ${chat}`,
    whisper: 'Whispers to you',
  },

  blocks: {
    heading: 'Blocked people',
    list: 'Blocked people',
    hint: 'They can’t write to you alone or add you to a chat. What they say to everyone you still see.',
    none: 'You have blocked nobody.',
    lift: { short: 'Unblock', full: (name: string) => `Unblock ${name}` },
    isLifted: (name: string) => `${name} is not blocked any more.`,
    more: 'Show more people',
  },

  settings: {
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
      picture: 'Picture',
    },
    pictures: [
      'Fox',
      'Fish',
      'Cactus',
      'Moon',
      'Sun',
      'Mushroom',
      'Cat',
      'Owl',
      'Leaf',
      'Mountain',
      'Sailing boat',
      'Flower',
      'Lightning',
      'Umbrella',
      'Anchor',
    ],
    look: {
      heading: 'Look',
      label: 'Theme',
      themes: { system: 'As on this device', light: 'Light', dark: 'Dark' },
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
      confirm: 'Delete for good',
      keep: 'Keep it',
    },
  },

  leave: {
    action: 'Leave chat',
    question: 'Leave this chat?',
    consequence: 'You stop seeing what is said. With the link you can come back as long as the chat is open.',
    consequenceAlone: 'You are the last one here: the chat and its messages will be gone.',
    confirm: 'Leave',
    stay: 'Stay',
  },
};
