/** The words of images, from choosing them to looking at them. */
export const imageWords = {
  chosen: 'Images to send',
  preparing: 'Preparing the image …',
  remove: (name: string) => `Remove ${name}`,
  notKept: 'This browser keeps no images: those not sent yet are lost on reload.',
  from: (name: string, caption: string) =>
    caption ? `Image from ${name}: ${caption}` : `Image from ${name}`,
  progress: 'Upload',
  cancel: 'Cancel upload',
  failed: 'The image could not be loaded.',
  retry: 'Load again',
  download: 'Download',
  close: 'Close',
};
