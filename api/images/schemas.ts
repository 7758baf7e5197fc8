import { z } from 'zod';
import { isUploadedFile } from '../http/input/multipart.ts';
import { count } from '../http/schema/answer-fields.ts';
import { decodeDataUrl } from './data-url.ts';
import { imageType } from './image-type.ts';

/** As uploaded (api/README.md section 4). */
export const maxImageBytes = 5 * 1024 * 1024;

/** Four letters of base64 for three bytes, and what stands before them. */
const maxDataUrlLength = Math.ceil(maxImageBytes / 3) * 4 + 100;

/** Such an image in base64, in a form that percent-encodes a part of it, beside the longest text. */
export const maxImageBodyBytes = 8 * 1024 * 1024;

/** The first three are Django's own. */
export const imageWords = {
  empty: 'The submitted file is empty.',
  notFile: 'The submitted data was not a file. Check the encoding type on the form.',
  invalid: 'Upload a valid image. The file you uploaded was either not an image or a corrupted image.',
  repeated: 'Submit one file only.',
  dataUrl: 'Enter a data URL such as "data:image/png;base64,...".',
  tooLarge: `Ensure this file has no more than ${maxImageBytes} bytes.`,
};

/** The bytes of a file part or of a data URL, known to begin as an image does, and not too many. */
export const imageFile = z
  .any()
  .transform((input: unknown, ctx): Buffer => {
    const fail = (message: string) => {
      ctx.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    const isFile = isUploadedFile(input);
    if (!isFile && typeof input !== 'string') return fail(imageWords.notFile);
    if (isFile && input.isRepeated) return fail(imageWords.repeated);
    if (!isFile && input.length > maxDataUrlLength) return fail(imageWords.tooLarge);
    const bytes = isFile ? input.bytes : decodeDataUrl(input);
    if (!bytes) return fail(imageWords.dataUrl);
    if (bytes.length === 0) return fail(imageWords.empty);
    if (bytes.length > maxImageBytes) return fail(imageWords.tooLarge);
    if (!imageType(bytes)) return fail(imageWords.invalid);
    return bytes;
  })
  .meta({ type: 'string', format: 'binary', description: 'A file part, or a data URL of base64.' });

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
