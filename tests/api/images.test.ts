import sharp from 'sharp';
import { describe, expect } from 'vitest';
import type { ChatPath } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { animation, cameraPhoto, dataUrl, type Format, picture } from '../support/pictures.ts';
import { cursorNow, eventsOf, eventsSince } from './polling.ts';
import { history, test } from './stage.ts';
import { imageOf, sendPicture, upload } from './uploads.ts';
import type { Page, Sent } from './wire.ts';

const formats: Format[] = ['png', 'jpeg', 'gif', 'webp'];

describe('an image', () => {
  test.for(formats)(
    'in %s is known by its bytes, whatever its name',
    async (format, { alice, bob, chat }) => {
      const bytes = await picture(format, { width: 640, height: 480 });
      const sent = await upload(alice, chat, bytes, { name: 'page.html', type: 'text/html' });
      expect(sent.status, sent.text).toBe(201);
      const image = imageOf(sent.body);
      expect(image).toEqual({
        url: expect.stringMatching(/^\/api\/images\/[\w-]{21,}\/$/),
        thumbnail_url: `${image.url}thumbnail/`,
        width: 640,
        height: 480,
        bytes: expect.any(Number),
      });
      const file = await bob.get(image.url);
      expect(file.bytes.length).toBe(image.bytes);
      expect(await sharp(file.bytes).metadata()).toMatchObject({ format: 'webp', width: 640, height: 480 });
      const thumbnail = await bob.get(image.thumbnail_url);
      expect(await sharp(thumbnail.bytes).metadata()).toMatchObject({
        format: 'webp',
        width: 480,
        height: 360,
      });
    },
  );

  test('may come as a data URL, in JSON and in a form', async ({ alice, chat }) => {
    const body = { message: 'look', image: dataUrl(await picture('jpeg'), 'image/jpeg') };
    for (const options of [{}, { form: true }]) {
      const sent = await alice.post<Sent>(chat.messages, body, options);
      expect(sent.status, sent.text).toBe(201);
      expect(sent.body).toMatchObject({ message: 'look', image: { width: 64, height: 48 } });
    }
  });

  test('is one of several in a message, which stay in their order', async ({ alice, bob, chat }) => {
    const widths = [50, 10, 40, 20, 30];
    const urls = await Promise.all(
      widths.map(async (width) => dataUrl(await picture('png', { width, height: 4 }))),
    );
    const sends = [{ images: urls }, { image: urls[0], images: urls.slice(1) }];
    const sent = await Promise.all(sends.map((body) => alice.post<Sent>(chat.messages, body)));
    expect(sent.map(({ status }) => status)).toEqual([201, 201]);
    for (const { images, image } of [...sent.map(({ body }) => body), ...(await history(bob, chat))]) {
      expect(images.map(({ width }) => width)).toEqual(widths);
      expect(image).toEqual(images[0]);
    }
  });

  test('is shown in history, in events and as the last message', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const { status: _, cursor: __, ...message } = await sendPicture(alice, chat, { message: 'look' });
    expect(await history(bob, chat)).toEqual([message]);
    const [event] = await eventsSince(bob, eventsOf(chat), cursor);
    expect(event).toMatchObject({ type: 'message.created', data: message });
    const { results } = (await bob.get<Page<{ uri: string; last_message: unknown }>>('/api/chats/')).body;
    expect(results.find(({ uri }) => uri === chat.uri)?.last_message).toEqual(message);
  });

  test('loses the place, the names and all else that a camera writes into it', async ({ alice, chat }) => {
    const photo = await cameraPhoto({ width: 600, height: 400 });
    expect(photo.toString('latin1')).toMatch(/secret-owner.*secret-xmp/s);
    for (const bytes of await filesOf(alice, chat, photo)) {
      const metadata = await sharp(bytes).metadata();
      expect(metadata).toMatchObject({ format: 'webp' });
      for (const kind of ['exif', 'xmp', 'iptc', 'icc', 'comments', 'orientation'] as const) {
        expect(metadata[kind], kind).toBeUndefined();
      }
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/secret|Exif|xmpmeta/i);
    }
  });

  test('stands as its camera was held', async ({ alice, chat }) => {
    // Orientation 6: what is stored as the left side is the top.
    const [content] = await filesOf(alice, chat, await cameraPhoto({ width: 600, height: 400 }, 6));
    const { data, info } = await sharp(content).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([400, 600]);
    const [red, , blue] = data;
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
  });

  test('that is very large is made smaller, and a small one stays', async ({ alice, chat }) => {
    const large = await upload(alice, chat, await picture('jpeg', { width: 5000, height: 2500 }));
    expect(imageOf(large.body)).toMatchObject({ width: 2048, height: 1024 });
    const small = await upload(alice, chat, await picture('png', { width: 3, height: 2 }));
    expect(imageOf(small.body)).toMatchObject({ width: 3, height: 2 });
  });

  test('keeps what is transparent', async ({ alice, chat }) => {
    const background = { r: 200, g: 0, b: 0, alpha: 0.5 };
    const glass = sharp({ create: { width: 20, height: 20, channels: 4, background } });
    const [content] = await filesOf(alice, chat, await glass.png().toBuffer());
    expect((await sharp(content).stats()).isOpaque).toBe(false);
  });

  test('carries nothing along that was hidden behind it', async ({ alice, chat }) => {
    const hidden = Buffer.from('<script>alert("hidden")</script>PK\x03\x04');
    for (const bytes of await filesOf(alice, chat, Buffer.concat([await picture('jpeg'), hidden]))) {
      expect(Buffer.from(bytes).toString('latin1')).not.toContain('hidden');
    }
  });

  test.for(['gif', 'webp'] as const)('that moves goes on moving, in %s', async (format, { alice, chat }) => {
    const sent = await upload(alice, chat, await animation(format, 5, { width: 60, height: 40 }));
    const image = imageOf(sent.body);
    expect(image).toMatchObject({ width: 60, height: 40 });
    const moving = await sharp((await alice.get(image.url)).bytes).metadata();
    expect(moving).toMatchObject({ format: 'webp', pages: 5, delay: Array(5).fill(100) });
    const still = await sharp((await alice.get(image.thumbnail_url)).bytes).metadata();
    expect(still.pages ?? 1).toBe(1);
  });

  test('is sent by two people at once, and each gets the own one', async ({ alice, bob, chat }) => {
    const wide = await picture('png', { width: 30, height: 10 });
    const high = await picture('png', { width: 10, height: 30 });
    const sent = await Promise.all([upload(alice, chat, wide), upload(bob, chat, high)]);
    expect(sent.map(({ body }) => [body.user.username, body.image?.width])).toEqual([
      ['alice', 30],
      ['bob', 10],
    ]);
    const seen = await history(alice, chat);
    expect(new Set(seen.map(({ image }) => image?.url)).size).toBe(2);
    for (const { image } of seen) {
      const file = await sharp((await alice.get(image?.url ?? '')).bytes).metadata();
      expect([file.width, file.height]).toEqual([image?.width, image?.height]);
    }
  });
});

/** What becomes of an upload: the image and its thumbnail. */
async function filesOf(author: Person, chat: ChatPath, bytes: Buffer): Promise<[Uint8Array, Uint8Array]> {
  const sent = await upload(author, chat, bytes);
  expect(sent.status, sent.text).toBe(201);
  const { url, thumbnail_url } = imageOf(sent.body);
  return [(await author.get(url)).bytes, (await author.get(thumbnail_url)).bytes];
}
