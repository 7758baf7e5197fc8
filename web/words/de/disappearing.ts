import type { disappearingWords as English } from '../en/disappearing.ts';
import { counted } from './format.ts';

/** How long, in whole hours or days: so that "nach" may stand before it. */
function lasting(seconds: number): string {
  return seconds < 2 * 86_400 && seconds !== 86_400
    ? counted(Math.round(seconds / 3600), 'Stunde', 'Stunden')
    : counted(Math.round(seconds / 86_400), 'Tag', 'Tagen');
}

/** The words of what disappears in a chat, in German. */
export const disappearingWords: typeof English = {
  mark: (seconds) => `Nachrichten verschwinden nach ${lasting(seconds)}`,
  short: lasting,
  set: (name, seconds) => {
    const who = name === null ? 'Du lässt' : `${name} lässt`;
    return seconds === null
      ? `${who} Nachrichten von jetzt an stehen`
      : `${who} Nachrichten nach ${lasting(seconds)} verschwinden`;
  },
};
