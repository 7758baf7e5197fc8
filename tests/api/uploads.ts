import { expect } from 'vitest';
import type { ChatPath } from '../support/people.ts';
import type { Caller, CallOptions, Person, Reply } from '../support/person.ts';
import { picture } from '../support/pictures.ts';
import type { Image, Sent } from './wire.ts';

interface Upload {
  /** Of the file part; nothing may depend on them. */
  name?: string;
  type?: string;
  /** Further fields of the form. */
  fields?: Record<string, string>;
  options?: CallOptions;
}

/** A message as a browser's form sends it, with `image` as a file part. */
export function upload(
  author: Caller,
  chat: ChatPath,
  bytes: Buffer,
  { name = 'photo', type = '', fields = {}, options }: Upload = {},
): Promise<Reply<Sent>> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.append('image', new Blob([new Uint8Array(bytes)], { type }), name);
  return author.post<Sent>(chat.messages, form, options);
}

/** As a form: file parts of these names, in order. */
export function uploadAll(
  author: Caller,
  chat: ChatPath,
  parts: [name: string, bytes: Buffer | undefined][],
  fields: Record<string, string> = {},
): Promise<Reply<Sent>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [name, bytes = Buffer.alloc(0)] of parts)
    form.append(name, new Blob([new Uint8Array(bytes)]), 'photo');
  return author.post<Sent>(chat.messages, form);
}

/** A message with an image, for a test that is about something else. */
export async function sendPicture(
  author: Person,
  chat: ChatPath,
  fields: Record<string, string> = {},
): Promise<Sent & { image: Image }> {
  const reply = await upload(author, chat, await picture('png'), { fields });
  expect(reply.status, reply.text).toBe(201);
  return { ...reply.body, image: imageOf(reply.body) };
}

export function imageOf({ image }: { image: Image | null }): Image {
  if (!image) throw new Error('The message carries no image.');
  return image;
}

/** The image and its thumbnail, as this person gets them: two statuses. */
export async function statusesOf(reader: Caller, image: Image): Promise<number[]> {
  const replies = [await reader.get(image.url), await reader.get(image.thumbnail_url)];
  return replies.map(({ status }) => status);
}
