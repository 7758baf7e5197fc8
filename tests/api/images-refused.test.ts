import { describe, expect } from 'vitest';
import { animation, dataUrl, gifThatClaims, padded, picture, pngThatClaims } from '../support/pictures.ts';
import { history, refusedFields, test } from './stage.ts';
import { upload, uploadAll } from './uploads.ts';
import type { Sent } from './wire.ts';

const invalid = 'Upload a valid image. The file you uploaded was either not an image or a corrupted image.';
const mebibyte = 1024 * 1024;
const size = { width: 320, height: 240 };

describe('no image', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.for([
    ['a text', Buffer.from('hello')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['an SVG, which may hold scripts', Buffer.from(svg)],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['a bitmap', Buffer.from('BM\x3a\0\0\0\0\0\0\0', 'latin1')],
    ['an AVIF', Buffer.from('\0\0\0\x1cftypavif\0\0\0\0', 'latin1')],
    ['a page that begins as a GIF', Buffer.from(`GIF89a/*${svg}*/`.padEnd(2000))],
    ['an SVG that begins as a GIF', Buffer.from(`GIF89a${svg}`.padEnd(2000))],
    ['the beginning of a PNG', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['a WebP in name only', Buffer.from('RIFF\x04\0\0\0WEBP', 'latin1')],
  ] as const)('is %s, whatever it says of itself', async ([, bytes], { alice, chat }) => {
    const sent = await upload(alice, chat, bytes, { name: 'photo.png', type: 'image/png' });
    expect(refusedFields(sent)).toEqual({ image: [invalid] });
    expect(refusedFields(await alice.post(chat.messages, { image: dataUrl(bytes) }))).toEqual({
      image: [invalid],
    });
    expect(await history(alice, chat)).toEqual([]);
  });

  test.for(['tiff', 'avif'] as const)('is a picture in %s', async (format, { alice, chat }) => {
    expect(refusedFields(await upload(alice, chat, await picture(format)))).toEqual({ image: [invalid] });
  });

  test.for(['png', 'jpeg', 'gif', 'webp'] as const)(
    'is a %s that ends early',
    async (format, { alice, chat }) => {
      const whole = await picture(format, size);
      const cut = whole.subarray(0, Math.floor(whole.length * 0.7));
      expect(refusedFields(await upload(alice, chat, cut))).toEqual({ image: [invalid] });
      expect((await upload(alice, chat, whole)).status).toBe(201);
    },
  );

  test.for(['gif', 'webp'] as const)('is an animated %s that ends early', async (format, { alice, chat }) => {
    const whole = await animation(format, 6, size);
    const cut = whole.subarray(0, Math.floor(whole.length * 0.7));
    expect(refusedFields(await upload(alice, chat, cut))).toEqual({ image: [invalid] });
  });
});

describe('too much', () => {
  test('is one byte more than 5 MiB, and not 5 MiB', async ({ alice, chat }) => {
    const photo = await picture('jpeg', size);
    const tooLarge = padded(photo, 5 * mebibyte + 1);
    const complaint = { image: [`Ensure this file has no more than ${5 * mebibyte} bytes.`] };
    expect(refusedFields(await upload(alice, chat, tooLarge))).toEqual(complaint);
    const body = { image: dataUrl(tooLarge) };
    for (const options of [{}, { form: true }]) {
      expect(refusedFields(await alice.post(chat.messages, body, options))).toEqual(complaint);
    }
    expect((await upload(alice, chat, padded(photo, 5 * mebibyte))).status).toBe(201);
  });

  test('is a body that no image needs', async ({ alice, chat }) => {
    expect((await upload(alice, chat, Buffer.alloc(9 * mebibyte))).status).toBe(413);
  });

  test('is a large body of many small values, which would keep everyone waiting', async ({ alice, chat }) => {
    const deep = '['.repeat(3 * mebibyte) + ']'.repeat(3 * mebibyte);
    for (const raw of [deep, `{"message":${deep}}`, `[${'{},'.repeat(mebibyte)}0]`]) {
      const startedAt = performance.now();
      const sent = await alice.post(chat.messages, undefined, { raw, contentType: 'application/json' });
      expect(sent.status, sent.text).toBe(400);
      expect(performance.now() - startedAt).toBeLessThan(500);
    }
  });

  test.for([
    { width: 30_000, height: 30_000 },
    { width: 5000, height: 5001 },
    { width: 2 ** 31 - 1, height: 2 ** 31 - 1 },
  ])('is a PNG that claims %o, which is told at once', async (claimed, { alice, chat }) => {
    const startedAt = performance.now();
    const sent = await upload(alice, chat, pngThatClaims(claimed));
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(refusedFields(sent)).toEqual({ image: [expect.stringMatching(/pixels|valid image/)] });
  });

  test('is what counts more than 25 megapixels in all of its frames', async ({ alice, chat }) => {
    const canvas = { width: 1000, height: 1000 };
    const complaint = 'Ensure this image has no more than 25000000 pixels, in all of its frames.';
    const refused = await upload(alice, chat, gifThatClaims(canvas, 26));
    expect(refusedFields(refused)).toEqual({ image: [complaint] });
    const sent = await upload(alice, chat, gifThatClaims(canvas, 25));
    expect(sent.status, sent.text).toBe(201);
  });

  test('is a line of millions of pixels, which takes long to make smaller', async ({ alice, chat }) => {
    const complaint = 'Ensure this image has no more than 65535 pixels a side.';
    for (const claimed of [
      { width: 1, height: 9_000_000 },
      { width: 65_536, height: 1 },
    ]) {
      expect(refusedFields(await upload(alice, chat, pngThatClaims(claimed)))).toEqual({
        image: [complaint],
      });
    }
    expect((await upload(alice, chat, await picture('png', { width: 65_535, height: 1 }))).status).toBe(201);
  });

  test('is more than 1000 frames, however small', async ({ alice, chat }) => {
    const dot = { width: 1, height: 1 };
    const refused = await upload(alice, chat, gifThatClaims(dot, 1001));
    expect(refusedFields(refused)).toEqual({ image: ['Ensure this image has no more than 1000 frames.'] });
    expect((await upload(alice, chat, gifThatClaims(dot, 1000))).status).toBe(201);
  });
});

describe('the field', () => {
  const notFile = 'The submitted data was not a file. Check the encoding type on the form.';
  const notDataUrl = 'Enter a data URL such as "data:image/png;base64,...".';
  test.for([
    [7, notFile],
    [['data:image/png;base64,AAAA'], notFile],
    [{ bytes: 'AAAA' }, notFile],
    [{ bytes: { type: 'Buffer', data: [1] } }, notFile],
    ['', notDataUrl],
    ['photo.png', notDataUrl],
    ['https://example.org/photo.png', notDataUrl],
    ['data:image/png,AAAA', notDataUrl],
    ['data:text/html;base64,AAAA', notDataUrl],
    ['data:image/png;base64,AAA', notDataUrl],
    ['data:image/png;base64,AA=A', notDataUrl],
    ['data:image/png;base64,AA AA', notDataUrl],
    ['data:image/png;base64,\0AAA', notDataUrl],
    ['data:image/png;base64,', 'The submitted file is empty.'],
    ['data:image/png;base64,AAAA', invalid],
  ] as const)('does not take %j', async ([image, sentence], { alice, chat }) => {
    expect(refusedFields(await alice.post(chat.messages, { message: 'look', image }))).toEqual({
      image: [sentence],
    });
  });

  test('does not take an empty file', async ({ alice, chat }) => {
    const fields = refusedFields(await upload(alice, chat, Buffer.alloc(0), { fields: { message: 'look' } }));
    expect(fields).toEqual({ image: ['The submitted file is empty.'] });
  });

  test('is one of those that are all told at once', async ({ alice, chat }) => {
    const fields = { message: 'x'.repeat(4001), client_id: 'k'.repeat(65) };
    const sent = await upload(alice, chat, pngThatClaims({ width: 9000, height: 9000 }), { fields });
    expect(Object.keys(refusedFields(sent)).toSorted()).toEqual(['client_id', 'image', 'message']);
  });

  test('may be null, which is no image', async ({ alice, chat }) => {
    expect((await alice.post(chat.messages, { message: 'words', image: null })).status).toBe(201);
    expect(refusedFields(await alice.post(chat.messages, { image: null }))).toEqual({
      message: ['This field is required.'],
    });
  });

  test('is looked at for members only', async ({ carol, nobody, chat }) => {
    expect((await upload(carol, chat, await picture('png'))).status).toBe(403);
    expect((await upload(nobody, chat, await picture('png'))).status).toBe(401);
  });
});

describe('a message of several images', () => {
  test('is sent wholly or not at all, and says which image is none', async ({ alice, chat }) => {
    const [one, two] = [await picture('png'), await picture('jpeg')];
    const broken = (await picture('png', { width: 320, height: 240 })).subarray(0, 500);
    const noImage = Buffer.from('hello');
    const refused = async (parts: [string, Buffer | undefined][]) =>
      refusedFields(await uploadAll(alice, chat, parts, { message: 'look' }));
    // Known by its first bytes, and only by drawing it.
    for (const bad of [noImage, broken]) {
      expect(
        await refused([
          ['image', one],
          ['image', bad],
          ['image', two],
        ]),
      ).toEqual({ image: [`Image 2: ${invalid}`] });
      expect(
        await refused([
          ['image', one],
          ['images', bad],
        ]),
      ).toEqual({ images: [invalid] });
    }
    const urls = [dataUrl(noImage), dataUrl(one), dataUrl(noImage)];
    expect(refusedFields(await alice.post(chat.messages, { images: urls }))).toEqual({
      images: [`Image 1: ${invalid}`, `Image 3: ${invalid}`],
    });
    expect(await history(alice, chat)).toEqual([]);
  });

  test('is told of a text among the files of one name, as none is lost', async ({ alice, chat }) => {
    const file = await picture('png');
    const beside = async (name: string, text: string) =>
      refusedFields(await uploadAll(alice, chat, [[name, file]], { [name]: text }));
    expect(await beside('image', 'nonsense')).toEqual({ image: [`Image 1: ${invalid}`] });
    expect(await beside('images', dataUrl(file))).toEqual({ images: [`Image 1: ${invalid}`] });
    expect(await history(alice, chat)).toEqual([]);
    // A form's field that was left blank.
    expect((await uploadAll(alice, chat, [['image', file]], { image: '' })).status).toBe(201);
  });

  test('has at most ten, however they are named', async ({ alice, chat }) => {
    const url = dataUrl(await picture('png'));
    const complaint = { images: ['Ensure a message has no more than 10 images.'] };
    for (const body of [{ images: Array(11).fill(url) }, { image: url, images: Array(10).fill(url) }])
      expect(refusedFields(await alice.post(chat.messages, body))).toEqual(complaint);
    const sent = await alice.post<Sent>(chat.messages, { images: Array(10).fill(url) });
    expect(sent.body.images).toHaveLength(10);
  });

  test('has a list, of which none are none', async ({ alice, chat }) => {
    for (const images of ['data:image/png;base64,AAAA', 7, {}, { files: [] }, { files: ['AAAA'] }])
      expect(refusedFields(await alice.post(chat.messages, { message: 'look', images }))).toEqual({
        images: ['Expected a list of items.'],
      });
    for (const images of [null, []]) {
      expect((await alice.post<Sent>(chat.messages, { message: 'words', images })).body.images).toEqual([]);
      expect(refusedFields(await alice.post(chat.messages, { images }))).toEqual({
        message: ['This field is required.'],
      });
    }
  });
});
