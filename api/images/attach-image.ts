import { createHash } from 'node:crypto';
import type { Payer } from '../http/limits/rate-limit.ts';
import type { Services } from '../services.ts';
import type { Attachment } from './prepare-image.ts';

/**
 * Prepares the image of a send, before any transaction. What is sent again (`isReplay`) is not worked on again. Throws what
 * PrepareImage throws, and Throttled.
 */
export async function attachImage(
  { limits, prepareImage }: Pick<Services, 'limits' | 'prepareImage'>,
  bytes: Buffer,
  { payer, isReplay }: { payer: Payer; isReplay: boolean },
): Promise<Attachment> {
  const hash = createHash('sha256').update(bytes).digest('base64url');
  if (isReplay) return { hash, prepared: null };
  await limits.take('sendImage', payer);
  return { hash, prepared: await prepareImage(bytes) };
}
