/** The words of images, from choosing them to looking at them. */
export const imageWords = {
  chosen: 'Images to send',
  preparing: 'Preparing the image …',
  remove: (name: string) => `Remove ${name}`,
  notKept: 'This browser keeps no images: those not sent yet are lost on reload.',
  from: (name: string, caption: string, { place, of }: { place: number; of: number }) => {
    const image = of > 1 ? `Image ${place} of ${of} from ${name}` : `Image from ${name}`;
    return caption ? `${image}: ${caption}` : image;
  },
  placeOf: (place: number, count: number) => `${place} of ${count}`,
  before: 'Previous image',
  next: 'Next image',
  progress: 'Upload',
  cancel: 'Cancel upload',
  failed: 'The image could not be loaded.',
  retry: 'Load again',
  download: 'Download',
  close: 'Close',
};
