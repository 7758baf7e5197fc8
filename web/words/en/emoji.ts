import { counted } from './format.ts';

/** The words of the emoji picker. The names of emoji are those of the table. */
export const emojiWords = {
  title: 'Emoji',
  search: 'Search emoji',
  found: (count: number) => (count === 0 ? 'Nothing found.' : `${counted(count, 'emoji', 'emoji')} found.`),
  kinds: 'Kinds of emoji',
  recent: 'Last used',
  groups: [
    'Faces and feelings',
    'People and gestures',
    'Animals and nature',
    'Food and drink',
    'Travel and places',
    'Activities',
    'Objects',
    'Symbols',
    'Flags',
  ],
  tone: (tone: string) => `Skin tone: ${tone}`,
  tones: ['none', 'light', 'medium light', 'medium', 'medium dark', 'dark'],
  suggestions: 'Emoji',
  foundToWrite: (count: number) => `${counted(count, 'emoji', 'emoji')}. Arrow keys choose, Enter takes.`,
};
