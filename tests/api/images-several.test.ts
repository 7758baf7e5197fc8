import { beforeAll, describe, expect } from 'vitest';
import type { ChatPath } from '../support/people.ts';
import type { Caller, Reply } from '../support/person.ts';
import { dataUrl, picture } from '../support/pictures.ts';
import { cursorNow, eventsOf, eventsSince } from './polling.ts';
import { history, refusedFields, test } from './stage.ts';
import { statusesOf } from './uploads.ts';
import type { Page, Sent } from './wire.ts';

const invalid = 'Upload a valid image. The file you uploaded was either not an image or a corrupted image.';
let pictures: Buffer[] = [];

beforeAll(async () => {
  pictures = await Promise.all([10, 20, 30].map((width) => picture('png', { width, height: 4 })));
});

/** As a form: file parts of these names, in order. */
function uploadAll(
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

describe('a message with several images', () => {
  test('comes as files of either name, and is the same in history, events, lists, replies and exports', async ({
    alice,
    bob,
    chat,
  }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const [one, two, three] = pictures;
    const parts: [string, Buffer | undefined][] = [
      ['image', one],
      ['images', two],
      ['images', three],
    ];
    const sent = await uploadAll(alice, chat, parts, { message: 'three' });
    expect(sent.status, sent.text).toBe(201);
    const { status: _, cursor: __, ...message } = sent.body;
    expect(message.images.map(({ width }) => width)).toEqual([10, 20, 30]);
    expect(await history(bob, chat)).toEqual([message]);
    expect(await eventsSince(bob, eventsOf(chat), cursor)).toMatchObject([
      { type: 'message.created', data: message },
    ]);
    const { results } = (await bob.get<Page<{ uri: string; last_message: unknown }>>('/api/chats/')).body;
    expect(results.find(({ uri }) => uri === chat.uri)?.last_message).toEqual(message);
    const answer = await bob.post<Sent>(chat.messages, { message: 'nice', reply_to: message.id });
    expect(answer.body.reply_to).toMatchObject({ id: message.id, image: true });
    const reacted = await bob.put(`${chat.messages}${message.id}/reactions/${encodeURIComponent('👍')}/`);
    expect(reacted.body).toMatchObject({ images: message.images, image: message.image });
    const urls = message.images.map(({ url }) => url);
    const exported = async (format: string) => (await bob.get(`${chat.path}export/?format=${format}`)).text;
    expect(await exported('csv')).toContain(`,${urls.join(' ')}\r\n`);
    for (const url of urls) expect(await exported('txt')).toContain(url);
  });

  test('shows all of them to those alone who may see it, and takes all with it', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const { id, images } = (
      await alice.post<Sent>(chat.messages, { images: pictures.map((each) => dataUrl(each)) })
    ).body;
    expect(images).toHaveLength(3);
    for (const image of images) {
      expect(await statusesOf(bob, image)).toEqual([200, 200]);
      expect(await statusesOf(carol, image)).toEqual([404, 404]);
    }
    await alice.delete(`${chat.messages}${id}/`);
    for (const image of images) expect(await statusesOf(bob, image)).toEqual([404, 404]);
    expect(await history(bob, chat)).toMatchObject([{ id, deleted: true, image: null, images: [] }]);
    const events = JSON.stringify(await eventsSince(bob, eventsOf(chat), cursor));
    for (const { url } of images) expect(events).not.toContain(url);
  });

  test('is sent wholly or not at all, and says which image is none', async ({ alice, chat }) => {
    const [one, two] = pictures;
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
    const urls = [dataUrl(noImage), dataUrl(pictures[0] ?? noImage), dataUrl(noImage)];
    expect(refusedFields(await alice.post(chat.messages, { images: urls }))).toEqual({
      images: [`Image 1: ${invalid}`, `Image 3: ${invalid}`],
    });
    expect(await history(alice, chat)).toEqual([]);
  });

  test('has at most ten, however they are named', async ({ alice, chat }) => {
    const url = dataUrl(pictures[0] ?? Buffer.alloc(0));
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

  test('is the same when it is sent again, and another with others, fewer, or in another order', async ({
    alice,
    bob,
    chat,
  }) => {
    const say = (order: number[], client_id = 'k') =>
      alice.post<Sent>(chat.messages, {
        client_id,
        images: order.map((i) => dataUrl(pictures[i] ?? Buffer.alloc(0))),
      });
    const [first, again] = await Promise.all([say([0, 1, 2]), say([0, 1, 2])]);
    expect([first.status, again.status].toSorted()).toEqual([200, 201]);
    expect(again.body).toEqual(first.body);
    for (const other of [[0, 2, 1], [0, 1], [0, 1, 2, 2], [0]]) expect((await say(other)).status).toBe(422);
    expect(await history(bob, chat)).toHaveLength(1);
  });
});
