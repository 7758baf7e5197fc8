import type { pictureWords as English } from '../en/pictures.ts';

/** The words of the pictures to choose from, in German. */
export const pictureWords: typeof English = {
  picture: 'Bild',
  each: [
    'Fuchs',
    'Fisch',
    'Kaktus',
    'Mond',
    'Sonne',
    'Pilz',
    'Katze',
    'Eule',
    'Blatt',
    'Berg',
    'Segelboot',
    'Blume',
    'Blitz',
    'Regenschirm',
    'Anker',
  ],
};
