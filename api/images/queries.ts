import type { Knex } from 'knex';
import type { PreparedImage } from './prepare-image.ts';

/** All SQL on `images`, but for who may see one, which is asked of its message. */
export interface Image {
  name: string;
  width: number;
  height: number;
  bytes: number;
}

export interface NewImage extends Image, PreparedImage {
  name: string;
  messageId: number;
  createdAt: number;
}

/** All in one statement; those of one message in the order in which it shows them, which their ids keep. */
export async function insertImages(trx: Knex, images: readonly NewImage[]): Promise<void> {
  if (images.length === 0) return;
  await trx('images').insert(
    images.map((image) => ({
      name: image.name,
      message_id: image.messageId,
      width: image.width,
      height: image.height,
      bytes: image.bytes,
      created_at: image.createdAt,
      thumbnail: image.thumbnail,
      content: image.content,
    })),
  );
}

/** Of those of these messages that carry images: what is shown of each, in order, without its content. */
export async function findImages(db: Knex, messageIds: readonly number[]): Promise<Map<number, Image[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db('images')
    .whereIn('message_id', [...messageIds])
    .orderBy('id')
    .select<(Image & { message_id: number })[]>('message_id', 'name', 'width', 'height', 'bytes');
  const found = new Map<number, Image[]>();
  for (const { message_id, ...image } of rows)
    found.set(message_id, [...(found.get(message_id) ?? []), image]);
  return found;
}

export type ImageForm = 'content' | 'thumbnail';

/** The file itself, null when there is none of this name. */
export async function readImage(db: Knex, name: string, form: ImageForm): Promise<Buffer | null> {
  const row = await db('images').where({ name }).first<{ file: Buffer } | undefined>(`${form} as file`);
  return row?.file ?? null;
}

export async function deleteImages(trx: Knex, messageIds: readonly number[]): Promise<void> {
  await trx('images')
    .whereIn('message_id', [...messageIds])
    .delete();
}
