import type { disappearingWords as English } from '../en/disappearing.ts';
import { counted } from './format.ts';

/** How long, in whole hours or days. */
function lasting(seconds: number): string {
  return seconds < 2 * 86_400 && seconds !== 86_400
    ? counted(Math.round(seconds / 3600), 'hora', 'horas')
    : counted(Math.round(seconds / 86_400), 'día', 'días');
}

/** The words of what disappears in a chat, in Spanish. */
export const disappearingWords: typeof English = {
  mark: (seconds) => `Los mensajes desaparecen al cabo de ${lasting(seconds)}`,
  short: lasting,
  set: (name, seconds) => {
    const who = name === null ? 'Haces' : `${name} hace`;
    return seconds === null
      ? `${who} que los mensajes se queden desde ahora`
      : `${who} que los mensajes desaparezcan al cabo de ${lasting(seconds)}`;
  },
};
