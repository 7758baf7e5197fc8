import type { FieldErrors } from '../http/errors.ts';

/** One of the images that came with a message. */
export interface Upload {
  bytes: Buffer;
  /** Where it stood in the body. */
  field: 'image' | 'images';
  /** Its number among those of its field, and how many those are. */
  place: number;
  of: number;
}

/** What the two fields of a body hold. */
interface Given {
  image?: readonly Buffer[] | null | undefined;
  images?: readonly Buffer[] | null | undefined;
}

/** All images of a body, in the order in which their message shows them. */
export function uploadsIn({ image, images }: Given): Upload[] {
  const inField = (field: Upload['field'], files: readonly Buffer[] | null | undefined) =>
    (files ?? []).map((bytes, i, { length }): Upload => ({ bytes, field, place: i + 1, of: length }));
  return [...inField('image', image), ...inField('images', images)];
}

/** A complaint about one of several says which it is. */
export function complaintAt({ place, of }: Pick<Upload, 'place' | 'of'>, sentence: string): string {
  return of === 1 ? sentence : `Image ${place}: ${sentence}`;
}

export function addComplaint(errors: FieldErrors, upload: Upload, sentence: string): FieldErrors {
  const { field } = upload;
  return { ...errors, [field]: [...(errors[field] ?? []), complaintAt(upload, sentence)] };
}
