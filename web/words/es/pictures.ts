import type { pictureWords as English } from '../en/pictures.ts';

/** The words of the pictures to choose from, in Spanish. */
export const pictureWords: typeof English = {
  picture: 'Imagen',
  each: [
    'Zorro',
    'Pez',
    'Cactus',
    'Luna',
    'Sol',
    'Seta',
    'Gato',
    'Búho',
    'Hoja',
    'Montaña',
    'Velero',
    'Flor',
    'Rayo',
    'Paraguas',
    'Ancla',
  ],
};
