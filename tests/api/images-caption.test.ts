import { beforeAll, describe, expect } from 'vitest';
import { dataUrl, picture } from '../support/pictures.ts';
import { cursorNow, eventsOf, eventsSince } from './polling.ts';
import { history, refusedFields, send, test } from './stage.ts';
import { sendPicture, statusesOf, upload, uploadAll } from './uploads.ts';
import type { Message, Page, Sent } from './wire.ts';

let pictures: Buffer[] = [];

beforeAll(async () => {
  pictures = await Promise.all([10, 20, 30].map((width) => picture('png', { width, height: 4 })));
});

describe('the text beside an image', () => {
  test('may be empty or absent, and without an image may not', async ({ alice, chat }) => {
    const image = dataUrl(await picture('png'));
    for (const body of [{ image }, { image, message: '' }]) {
      const sent = await alice.post<Sent>(chat.messages, body);
      expect(sent.status, sent.text).toBe(201);
      expect(sent.body).toMatchObject({ message: '', sentiment: { polarity: 0 } });
    }
    expect(refusedFields(await alice.post(chat.messages, {}))).toEqual({
      message: ['This field is required.'],
    });
    expect(refusedFields(await alice.post(chat.messages, { message: '' }))).toEqual({
      message: ['This field may not be blank.'],
    });
  });

  test('is stored as it is, scored, and held to the same limits', async ({ alice, chat }) => {
    const { message, sentiment } = await sendPicture(alice, chat, { message: ' a wonderful day <3 ' });
    expect(message).toBe(' a wonderful day <3 ');
    expect(sentiment.polarity).toBeGreaterThan(0.5);
    const tooLong = { message: 'x'.repeat(4001) };
    expect(refusedFields(await upload(alice, chat, await picture('png'), { fields: tooLong }))).toEqual({
      message: ['Ensure this field has no more than 4000 characters.'],
    });
  });

  test('may be edited, to nothing as well, and the image stays', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const { id, image } = await sendPicture(alice, chat, { message: 'teh sea' });
    for (const message of ['the sea', '']) {
      const edited = await alice.patch<Message>(`${chat.messages}${id}/`, { message });
      expect(edited.status, edited.text).toBe(200);
      expect(edited.body).toMatchObject({ id, message, image, edited_at: expect.any(String) });
    }
    expect(await history(bob, chat)).toMatchObject([{ id, message: '', image, deleted: false }]);
    const events = await eventsSince(bob, eventsOf(chat), cursor);
    expect(events.at(-1)).toMatchObject({ type: 'message.updated', data: { message: '', image } });
    expect(await statusesOf(bob, image)).toEqual([200, 200]);
  });

  test('of a message without one can’t be edited away', async ({ alice, chat }) => {
    const { id } = await send(alice, chat, 'words');
    for (const message of ['', ' \n']) {
      expect(refusedFields(await alice.patch(`${chat.messages}${id}/`, { message }))).toEqual({
        message: ['This field may not be blank.'],
      });
    }
    expect(await history(alice, chat)).toMatchObject([{ message: 'words', edited_at: null }]);
  });

  test('can be reacted to, with the image still there', async ({ alice, bob, chat }) => {
    const { id, image } = await sendPicture(alice, chat);
    const reacted = await bob.put<Message>(`${chat.messages}${id}/reactions/${encodeURIComponent('👍')}/`);
    expect(reacted.body).toMatchObject({ id, image });
  });
});

describe('an image sent again under its key', () => {
  const key = (name: string) => ({ fields: { client_id: name } });

  test('is the same message', async ({ alice, bob, chat }) => {
    const bytes = await picture('jpeg');
    const first = await upload(alice, chat, bytes, key('one'));
    const again = await upload(alice, chat, bytes, key('one'));
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    const sameByUrl = { message: '', image: dataUrl(bytes), client_id: 'one' };
    expect((await alice.post<Sent>(chat.messages, sameByUrl)).body).toEqual(first.body);
    expect(await history(bob, chat)).toHaveLength(1);
  });

  test('is refused when it is another image, or none, or one where there was none', async ({
    alice,
    chat,
  }) => {
    await upload(alice, chat, await picture('jpeg'), key('two'));
    const other = await upload(alice, chat, await picture('png'), key('two'));
    const none = await alice.post(chat.messages, { message: 'words', client_id: 'two' });
    expect([other.status, none.status]).toEqual([422, 422]);
    await alice.post(chat.messages, { message: 'words', client_id: 'three' });
    const fields = { message: 'words', client_id: 'three' };
    expect((await upload(alice, chat, await picture('png'), { fields })).status).toBe(422);
    expect(await history(alice, chat)).toHaveLength(2);
  });

  test('at the same moment makes exactly one message with one image', async ({ alice, bob, chat }) => {
    const bytes = await picture('png');
    const sent = await Promise.all(Array.from({ length: 6 }, () => upload(alice, chat, bytes, key('race'))));
    expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(sent.map(({ body }) => body.image?.url)).size).toBe(1);
    expect(await history(bob, chat)).toHaveLength(1);
  });

  test('is the tombstone once it was deleted', async ({ alice, chat }) => {
    const bytes = await picture('png');
    const { id } = (await upload(alice, chat, bytes, key('gone'))).body;
    await alice.delete(`${chat.messages}${id}/`);
    const again = await upload(alice, chat, bytes, key('gone'));
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id, deleted: true, image: null });
  });
});

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
    expect(await exported('csv')).toContain(`,${urls.join(' ')},\r\n`);
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
