import sharp, { type SharpOptions } from 'sharp';
import type { FieldErrors } from '../http/errors.ts';
import { type Room, WaitingLine } from '../http/limits/waiting-line.ts';
import { imageType } from './image-type.ts';
import { imageWords } from './schemas.ts';
import { addComplaint, type Upload } from './uploads.ts';

/** An image as it is stored and served: WebP, upright, without any metadata. */
export interface PreparedImage {
  content: Buffer;
  thumbnail: Buffer;
  width: number;
  height: number;
  /** Of `content`. */
  bytes: number;
}

/** An image on its way into a message. */
export interface Attachment {
  /** Of the bytes as they were uploaded, so that a replay can be told from another image under the same key. */
  hash: string;
  /** Null: not worked on, because its key was used before. */
  prepared: PreparedImage | null;
}

/**
 * Prepares the images of one message, in order; null stands for what turns out to be no whole image. Throws ServiceUnavailable when many
 * are waiting: at the beginning alone, never with half of the work done.
 */
export type PrepareImages = (files: readonly Buffer[]) => Promise<(PreparedImage | null)[]>;

/** Width times height times frames (api/README.md section 4): what a decoder has to hold, whatever the file's size. */
const maxPixels = 25_000_000;
/** JPEG's own limit. A line of millions of pixels would pass the limit above and take many seconds to make smaller. */
const maxUploadedSide = 65_535;
/** Frames of a few pixels each would pass that limit by the hundred thousand. */
const maxFrames = 1000;
/** Sharp on any screen; a photo becomes some hundred KiB. */
const maxSide = 2048;
const maxThumbnailSide = 480;
/** Each in line holds up to 5 MiB and takes up to two seconds; a message of several takes as many places. */
export const imageRoom: Room = { atOnce: 1, maxWaiting: 16 };
/** For a file that is made to take long. */
const maxSeconds = 20;

const options: SharpOptions = { limitInputPixels: maxPixels, failOn: 'error' };
const within = (side: number) => ({
  width: side,
  height: side,
  fit: 'inside' as const,
  withoutEnlargement: true,
});

/**
 * sharp works on the threads that SQLite uses too (main.cjs counts them): it gets one, so that a hundred images in a
 * row delay each other and nobody's poll or message.
 */
export function createImageWork(line = new WaitingLine(imageRoom)): PrepareImages {
  sharp.concurrency(1);
  // It would keep decoded images in memory in case the same one comes again.
  sharp.cache(false);
  return (files) => line.run(() => prepareEach(files), files.length);
}

/** What is wrong with these: all that their first bytes tell, before a pixel is decoded. Decoding may still find one broken. */
export async function imageComplaints(uploads: readonly Upload[]): Promise<FieldErrors> {
  let errors: FieldErrors = {};
  for (const upload of uploads) {
    const complaint = await headerComplaint(upload.bytes);
    if (complaint) errors = addComplaint(errors, upload, complaint);
  }
  return errors;
}

async function headerComplaint(bytes: Buffer): Promise<string | null> {
  try {
    // Its own limit counts one frame only, and would say so by the text of an error.
    const { format, width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (format !== imageType(bytes)) return imageWords.invalid;
    if (pages > maxFrames) return `Ensure this image has no more than ${maxFrames} frames.`;
    if (width * height * pages > maxPixels) {
      return `Ensure this image has no more than ${maxPixels} pixels, in all of its frames.`;
    }
    if (Math.max(width, height) > maxUploadedSide) {
      return `Ensure this image has no more than ${maxUploadedSide} pixels a side.`;
    }
    return isCutOff(bytes) ? imageWords.invalid : null;
  } catch {
    return imageWords.invalid;
  }
}

/** Of a GIF that ends early the decoder takes the frames that are there; of the other formats it takes none. */
function isCutOff(bytes: Buffer): boolean {
  const last = bytes.findLast((byte) => byte !== 0);
  return imageType(bytes) === 'gif' && last !== 0x3b;
}

/** One after the other: together they would want the room and the threads of all of them. */
async function prepareEach(files: readonly Buffer[]): Promise<(PreparedImage | null)[]> {
  const prepared: (PreparedImage | null)[] = [];
  for (const bytes of files) prepared.push(await prepareImage(bytes));
  return prepared;
}

async function prepareImage(bytes: Buffer): Promise<PreparedImage | null> {
  try {
    const { pages = 1 } = await sharp(bytes, options).metadata();
    const isAnimated = pages > 1;
    const image = sharp(bytes, { ...options, animated: isAnimated });
    // Many frames can't be turned, and nobody's camera makes them.
    const upright = isAnimated ? image : image.autoOrient();
    // sharp writes no metadata unless told to, and turns other colour spaces into sRGB.
    const { data: content, info } = await upright
      .resize(within(maxSide))
      .webp({ quality: 82, effort: isAnimated ? 0 : 2 })
      .timeout({ seconds: maxSeconds })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(content)
      .resize(within(maxThumbnailSide))
      .webp({ quality: 75, effort: 2 })
      .toBuffer();
    return {
      content,
      thumbnail,
      width: info.width,
      height: info.pageHeight ?? info.height,
      bytes: info.size,
    };
  } catch {
    // Whatever sharp complains of: to whoever sent it, it is the file.
    return null;
  }
}
