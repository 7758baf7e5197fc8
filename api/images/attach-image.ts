import { createHash } from 'node:crypto';
import type { Payer } from '../http/limits/rate-limit.ts';
import type { MessageDeps } from '../messages/deps.ts';
import { findByKeys, type SenderKey } from '../messages/queries.ts';
import type { PreparedImage } from './prepare-image.ts';

/** An image on its way into a message. */
export interface Attachment {
  /** Of the bytes as they were uploaded, so that a replay can be told from another image under the same key. */
  hash: string;
  /** Null: not worked on, because its key was used before. */
  prepared: PreparedImage | null;
}

interface Place {
  chatId: number;
  authorId: number;
  clientKey: string | null;
  payer: Payer;
}

/**
 * Prepares the image of a send, before any transaction. What is sent again under its key is not worked on again. Throws
 * what PrepareImage throws, and Throttled.
 */
export async function attachImage(
  { db, limits, prepareImage }: Pick<MessageDeps, 'db' | 'limits' | 'prepareImage'>,
  { chatId, authorId, clientKey, payer }: Place,
  bytes: Buffer,
): Promise<Attachment> {
  const hash = createHash('sha256').update(bytes).digest('base64url');
  const keys: SenderKey[] = clientKey === null ? [] : [[chatId, authorId, clientKey]];
  const sentBefore = await findByKeys(db.read, keys);
  if (sentBefore.length > 0) return { hash, prepared: null };
  await limits.take('sendImage', payer);
  return { hash, prepared: await prepareImage(bytes) };
}
