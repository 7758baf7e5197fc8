import { drawLights } from './lights.ts';

/** The demo: five people, three chats, a talk worth looking at. Times are minutes before now. */
export const password = 'street-party-2026';

export const people = [
  { username: 'mara', displayName: 'Mara Lindqvist', avatar: 3 },
  { username: 'jonas', displayName: 'Jonas', avatar: 7 },
  { username: 'amira', displayName: 'Amira Haddad', avatar: 11 },
  { username: 'teo', displayName: 'Teo', avatar: 14 },
  { username: 'yuki', displayName: '雪 Yuki', avatar: 5 },
] as const;

export type Username = (typeof people)[number]['username'];

interface DemoMessage {
  from: Username;
  minutesAgo: number;
  text: string;
  /** An SVG, sent as the image that it draws. */
  drawing?: string;
}

interface DemoChat {
  name: string;
  members: readonly [Username, ...Username[]];
  messages: readonly DemoMessage[];
}

const yesterday = 26 * 60;

/** The first member owns the chat. */
export const chats: readonly DemoChat[] = [
  {
    name: 'Street party on the 28th',
    members: ['mara', 'jonas', 'amira', 'teo', 'yuki'],
    messages: [
      {
        from: 'mara',
        minutesAgo: yesterday,
        text: 'Hello everyone! The town said yes, we can close the street from noon.',
      },
      {
        from: 'jonas',
        minutesAgo: yesterday - 2,
        text: 'That is wonderful news, thank you for pushing it through!',
      },
      {
        from: 'amira',
        minutesAgo: yesterday - 3,
        text: 'I can bring two long tables and the big pot.\nSoup for forty, as last year?',
      },
      {
        from: 'teo',
        minutesAgo: yesterday - 9,
        text: 'Last year the soup was gone by two. I was sad for a week.',
      },
      { from: 'amira', minutesAgo: yesterday - 10, text: 'Sixty then 😄' },
      {
        from: 'yuki',
        minutesAgo: 58,
        text: 'I found the lights from spring. Half of them are broken, what a mess.',
        drawing: drawLights(),
      },
      { from: 'jonas', minutesAgo: 55, text: 'I have a soldering iron and a free evening.' },
      { from: 'mara', minutesAgo: 21, text: 'Who has the key to the shed?' },
      {
        from: 'teo',
        minutesAgo: 20,
        text: 'Me. It is under the third flower pot, which is a terrible place for a key.',
      },
      { from: 'yuki', minutesAgo: 6, text: 'ありがとう！ I will pick them up tonight.' },
      { from: 'mara', minutesAgo: 4, text: 'You are the best neighbours. See you at six!' },
    ],
  },
  {
    name: 'Reading circle',
    members: ['amira', 'mara', 'yuki'],
    messages: [
      { from: 'amira', minutesAgo: yesterday * 3, text: 'Chapter nine for Thursday?' },
      { from: 'yuki', minutesAgo: yesterday * 3 - 30, text: 'I hated chapter eight, so anything is better.' },
      {
        from: 'mara',
        minutesAgo: yesterday * 2,
        text: 'Nine it is. I loved how eight ended, we have to talk.',
      },
    ],
  },
  {
    name: '',
    members: ['jonas', 'mara'],
    messages: [{ from: 'jonas', minutesAgo: 130, text: 'Can I borrow the ladder tomorrow?' }],
  },
];
