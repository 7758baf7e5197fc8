import { createHash } from 'node:crypto';
import { type FieldErrors, ValidationError } from '../http/errors.ts';
import type { Payer } from '../http/limits/rate-limit.ts';
import type { Services } from '../services.ts';
import type { Attachment } from './prepare-image.ts';
import { imageWords } from './schemas.ts';
import { addComplaint, type Upload } from './uploads.ts';

/**
 * Prepares the images of a send, before any transaction: all of them, or none. What is sent again (`isReplay`) is not worked on again.
 * Throws a ValidationError that says which is no whole image, what PrepareImages throws, and Throttled.
 */
export async function attachImages(
  { limits, prepareImages }: Pick<Services, 'limits' | 'prepareImages'>,
  uploads: readonly Upload[],
  { payer, isReplay }: { payer: Payer; isReplay: boolean },
): Promise<Attachment[]> {
  const hashes = uploads.map(({ bytes }) => createHash('sha256').update(bytes).digest('base64url'));
  if (isReplay) return hashes.map((hash) => ({ hash, prepared: null }));
  await limits.take('sendImage', payer, uploads.length);
  const all = await prepareImages(uploads.map(({ bytes }) => bytes));
  const errors = uploads.reduce<FieldErrors>(
    (found, upload, i) => (all[i] ? found : addComplaint(found, upload, imageWords.invalid)),
    {},
  );
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
  return hashes.map((hash, i) => ({ hash, prepared: all[i] ?? null }));
}
