import type { imageWords as English } from '../en/images.ts';

/** The words of images, from choosing them to looking at them, in Spanish. */
export const imageWords: typeof English = {
  chosen: 'Imágenes para enviar',
  preparing: 'Preparando la imagen…',
  remove: (name) => `Quitar ${name}`,
  notKept: 'Este navegador no guarda imágenes: las que no se enviaron se pierden al recargar.',
  from: (name, caption, { place, of }) => {
    const image = of > 1 ? `Imagen ${place} de ${of}, de ${name}` : `Imagen de ${name}`;
    return caption ? `${image}: ${caption}` : image;
  },
  placeOf: (place, count) => `${place} de ${count}`,
  before: 'Imagen anterior',
  next: 'Imagen siguiente',
  progress: 'Subida',
  cancel: 'Cancelar la subida',
  failed: 'No se pudo cargar la imagen.',
  retry: 'Cargar de nuevo',
  download: 'Descargar',
  close: 'Cerrar',
};
