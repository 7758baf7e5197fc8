/** The words of images, from choosing them to looking at them. */
export const imageWords = {
  chosen: 'Images to send',
  preparing: 'Preparing the image …',
  remove: (name: string) => `Remove ${name}`,
  notImage: (name: string) => `“${name}” is not an image that can be shown here.`,
  tooLarge: (name: string) => `“${name}” is larger than 5 MB and can’t be made smaller.`,
  tooMany: (count: number) => `At most ${count} images at once: the others were left out.`,
  notKept: 'This browser keeps no images: those not sent yet are lost on reload.',
  gone: 'The image is no longer on this device. Choose it again.',
  from: (name: string, caption: string) =>
    caption ? `Image from ${name}: ${caption}` : `Image from ${name}`,
  progress: 'Upload',
  cancel: 'Cancel upload',
  failed: 'The image could not be loaded.',
  retry: 'Load again',
  download: 'Download',
  close: 'Close',
};
