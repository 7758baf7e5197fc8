import type { imageWords as English } from '../en/images.ts';

/** The words of images, from choosing them to looking at them, in German. */
export const imageWords: typeof English = {
  chosen: 'Bilder zum Senden',
  preparing: 'Das Bild wird vorbereitet …',
  remove: (name) => `${name} entfernen`,
  notKept: 'Dieser Browser behält keine Bilder: Was noch nicht gesendet ist, geht beim Neuladen verloren.',
  from: (name, caption, { place, of }) => {
    const image = of > 1 ? `Bild ${place} von ${of}, von ${name}` : `Bild von ${name}`;
    return caption ? `${image}: ${caption}` : image;
  },
  placeOf: (place, count) => `${place} von ${count}`,
  before: 'Voriges Bild',
  next: 'Nächstes Bild',
  progress: 'Hochladen',
  cancel: 'Hochladen abbrechen',
  failed: 'Das Bild konnte nicht geladen werden.',
  retry: 'Noch einmal laden',
  download: 'Herunterladen',
  close: 'Schließen',
};
