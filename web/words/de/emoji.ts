import type { emojiWords as English } from '../en/emoji.ts';
import { counted } from './format.ts';

/** The words of the emoji picker, in German. */
export const emojiWords: typeof English = {
  title: 'Emojis',
  search: 'Emoji suchen (auf Englisch)',
  found: (count) => (count === 0 ? 'Nichts gefunden.' : `${counted(count, 'Emoji', 'Emojis')} gefunden.`),
  kinds: 'Arten von Emojis',
  recent: 'Zuletzt verwendet',
  groups: [
    'Gesichter und Gefühle',
    'Menschen und Gesten',
    'Tiere und Natur',
    'Essen und Trinken',
    'Reisen und Orte',
    'Freizeit',
    'Dinge',
    'Zeichen',
    'Flaggen',
  ],
  tone: (tone) => `Hautton: ${tone}`,
  tones: ['keiner', 'hell', 'mittelhell', 'mittel', 'mitteldunkel', 'dunkel'],
  suggestions: 'Emojis',
  foundToWrite: (count) => `${counted(count, 'Emoji', 'Emojis')}. Pfeiltasten wählen, Enter übernimmt.`,
};
