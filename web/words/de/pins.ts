import type { pinWords as English } from '../en/pins.ts';
import { counted, date } from './format.ts';

/** The words of what is pinned in a chat, in German. */
export const pinWords: typeof English = {
  label: 'Angeheftet',
  count: (count) => counted(count, 'angeheftete Nachricht', 'angeheftete Nachrichten'),
  list: 'Angeheftete Nachrichten',
  by: (name, at) => `Angeheftet von ${name} am ${date.format(new Date(at))}`,
  byYou: (at) => `Angeheftet von dir am ${date.format(new Date(at))}`,
  unpin: 'Lösen',
  unpinWhat: (text) => `Lösen: ${text}`,
  close: 'Schließen',
};
