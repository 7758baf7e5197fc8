import type { emojiWords as English } from '../en/emoji.ts';
import { counted } from './format.ts';

/** The words of the emoji picker, in Spanish. */
export const emojiWords: typeof English = {
  title: 'Emojis',
  search: 'Buscar emojis (en inglés)',
  found: (count) => (count === 0 ? 'No hay ninguno.' : `${counted(count, 'emoji', 'emojis')}.`),
  kinds: 'Tipos de emojis',
  recent: 'Usados últimamente',
  groups: [
    'Caras y emociones',
    'Personas y gestos',
    'Animales y naturaleza',
    'Comida y bebida',
    'Viajes y lugares',
    'Actividades',
    'Objetos',
    'Símbolos',
    'Banderas',
  ],
  tone: (tone) => `Tono de piel: ${tone}`,
  tones: ['ninguno', 'claro', 'algo claro', 'medio', 'algo oscuro', 'oscuro'],
  suggestions: 'Emojis',
  foundToWrite: (count) => `${counted(count, 'emoji', 'emojis')}. Las flechas eligen, Intro confirma.`,
};
