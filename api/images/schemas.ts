import { z } from 'zod';
import { areUploadedFiles } from '../http/input/multipart.ts';
import { count } from '../http/schema/answer-fields.ts';
import { decodeDataUrl } from './data-url.ts';
import { imageType } from './image-type.ts';
import { complaintAt } from './uploads.ts';

/** As uploaded (api/README.md section 4). */
export const maxImageBytes = 5 * 1024 * 1024;

/** Four letters of base64 for three bytes, and what stands before them. */
const maxDataUrlLength = Math.ceil(maxImageBytes / 3) * 4 + 100;

/** In one message. */
export const maxImages = 10;

/** Such an image in base64, in a form that percent-encodes a part of it, beside the longest text; or several that are smaller. */
export const maxImageBodyBytes = 8 * 1024 * 1024;

/** The first three are Django's own. */
export const imageWords = {
  empty: 'The submitted file is empty.',
  notFile: 'The submitted data was not a file. Check the encoding type on the form.',
  invalid: 'Upload a valid image. The file you uploaded was either not an image or a corrupted image.',
  notList: 'Expected a list of items.',
  dataUrl: 'Enter a data URL such as "data:image/png;base64,...".',
  tooMany: `Ensure a message has no more than ${maxImages} images.`,
  tooLarge: `Ensure this file has no more than ${maxImageBytes} bytes.`,
};

/** The bytes of file parts or of one data URL. */
export const imageFile = uploads(
  (input) => (typeof input === 'string' ? [input] : null),
  imageWords.notFile,
).meta({
  type: 'string',
  format: 'binary',
  description: 'A file part, or several of this name, or a data URL of base64.',
});

/** The same of a list of data URLs. */
export const imageFiles = uploads((input) => (Array.isArray(input) ? input : null), imageWords.notList).meta({
  type: 'array',
  maxItems: maxImages,
  items: { type: 'string', format: 'binary' },
  description: 'Several file parts, or a list of data URLs; `image`, where there is one too, comes first.',
});

/** Known to begin as images do, not too large and not too many: all, or a complaint about each that is not. */
function uploads(listed: (input: unknown) => unknown[] | null, otherwise: string) {
  return z.any().transform((input: unknown, ctx): Buffer[] => {
    const fail = (message: string) => ctx.addIssue({ code: 'custom', message });
    const given = areUploadedFiles(input) ? input.files : listed(input);
    if (!given || given.length > maxImages) {
      fail(given ? imageWords.tooMany : otherwise);
      return z.NEVER;
    }
    return given.flatMap((each, i): Buffer[] => {
      const bytes = toImage(each);
      if (typeof bytes !== 'string') return [bytes];
      fail(complaintAt({ place: i + 1, of: given.length }, bytes));
      return [];
    });
  });
}

/** The bytes, or what is wrong with them. */
function toImage(given: unknown): Buffer | string {
  if (!Buffer.isBuffer(given) && typeof given !== 'string') return imageWords.notFile;
  if (given.length > (Buffer.isBuffer(given) ? maxImageBytes : maxDataUrlLength)) return imageWords.tooLarge;
  const bytes = Buffer.isBuffer(given) ? given : decodeDataUrl(given);
  if (!bytes) return imageWords.dataUrl;
  if (bytes.length === 0) return imageWords.empty;
  if (bytes.length > maxImageBytes) return imageWords.tooLarge;
  return imageType(bytes) ? bytes : imageWords.invalid;
}

export const image = z
  .object({
    url: z.string().meta({
      description: 'A path of this server; it takes the Authorization header.',
      example: '/api/images/V1StGXR8_Z5jdHi6B-myT/',
    }),
    thumbnail_url: z.string().meta({ example: '/api/images/V1StGXR8_Z5jdHi6B-myT/thumbnail/' }),
    width: count().meta({ description: 'As shown, in pixels; of an animation, one frame.', example: 1600 }),
    height: count().meta({ example: 1200 }),
    bytes: count().meta({ description: 'Of what `url` answers with.', example: 183_204 }),
  })
  .meta({ id: 'Image' });
export type ImageJson = z.infer<typeof image>;
