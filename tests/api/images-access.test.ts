import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Caller, type Person, signUp } from '../support/person.ts';
import { cursorNow, eventsOf, eventsSince } from './polling.ts';
import { history, promote, test } from './stage.ts';
import { sendPicture, statusesOf } from './uploads.ts';
import type { Chat } from './wire.ts';

const shown = [200, 200];
const unknown = [404, 404];

describe('an image is served', () => {
  test('to members, and to nobody else', async ({ alice, bob, carol, nobody, chat }) => {
    const { image } = await sendPicture(alice, chat);
    expect(await statusesOf(alice, image)).toEqual(shown);
    expect(await statusesOf(bob, image)).toEqual(shown);
    expect(await statusesOf(carol, image)).toEqual(unknown);
    expect(await statusesOf(nobody, image)).toEqual([401, 401]);
    for (const token of ['not-a-token', `${bob.token}x`]) {
      expect((await bob.get(image.url, { token })).status).toBe(401);
    }
  });

  test('of a whisper to its two people alone', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await promote(alice, chat, carol);
    const { image, to } = await sendPicture(bob, chat, { to: 'alice' });
    expect(to?.username).toBe('alice');
    expect(await statusesOf(bob, image)).toEqual(shown);
    expect(await statusesOf(alice, image)).toEqual(shown);
    expect(await statusesOf(carol, image)).toEqual(unknown);
    const other = await sendPicture(carol, chat, { to: 'bob' });
    expect(await statusesOf(alice, other.image)).toEqual(unknown);
  });

  test('no longer to whoever has left, and again after coming back', async ({ alice, bob, chat }) => {
    const { image } = await sendPicture(bob, chat);
    await bob.delete(`${chat.path}members/bob/`);
    expect(await statusesOf(bob, image)).toEqual(unknown);
    expect(await statusesOf(alice, image)).toEqual(shown);
    await bob.patch(chat.path, {});
    expect(await statusesOf(bob, image)).toEqual(shown);
  });

  test('no longer to whoever was removed or banned', async ({ alice, bob, server }) => {
    const dave = await signUp(server, 'dave');
    const chat = await startChat(alice, bob, dave);
    const { image } = await sendPicture(alice, chat);
    await alice.delete(`${chat.path}members/bob/`);
    await alice.delete(`${chat.path}members/dave/?ban=1`);
    expect(await statusesOf(bob, image)).toEqual(unknown);
    expect(await statusesOf(dave, image)).toEqual(unknown);
  });

  test('no longer to a token that has logged out', async ({ alice, server, chat }) => {
    const erin = await signUp(server, 'erin');
    await erin.patch(chat.path, {});
    const { image } = await sendPicture(alice, chat);
    expect(await statusesOf(erin, image)).toEqual(shown);
    await erin.post('/auth/token/destroy/', {});
    expect(await statusesOf(erin, image)).toEqual([401, 401]);
  });

  test('on, when the chat gets another link', async ({ alice, bob, chat }) => {
    const { image } = await sendPicture(alice, chat);
    const { uri } = (await alice.post<Chat>(`${chat.path}rotate/`, {})).body;
    expect(uri).not.toBe(chat.uri);
    expect(await statusesOf(bob, image)).toEqual(shown);
  });
});

describe('an image is gone', () => {
  const deleters: [who: string, whose: string][] = [
    ['alice', 'alice'],
    ['alice', 'bob'],
    ['bob', 'bob'],
  ];
  test.for(deleters)('once %s has deleted the message of %s', async ([who, whose], { alice, bob, chat }) => {
    const people: Record<string, Person> = { alice, bob };
    const [deleter = alice, author = alice] = [people[who], people[whose]];
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const { id, image } = await sendPicture(author, chat);
    expect((await deleter.delete(`${chat.messages}${id}/`)).status).toBe(204);
    expect(await statusesOf(alice, image)).toEqual(unknown);
    expect(await statusesOf(bob, image)).toEqual(unknown);
    expect(await history(bob, chat)).toMatchObject([{ id, deleted: true, image: null }]);
    // Nor does an old cursor bring its address back.
    const events = await eventsSince(bob, eventsOf(chat), cursor);
    expect(events.map(({ type }) => type)).toEqual(['message.created', 'message.deleted']);
    expect(JSON.stringify(events)).not.toContain(image.url);
  });

  test('with its chat', async ({ alice, bob }) => {
    const chat = await startChat(alice, bob);
    const { image } = await sendPicture(bob, chat);
    await alice.delete(chat.path);
    expect(await statusesOf(alice, image)).toEqual(unknown);
    expect(await statusesOf(bob, image)).toEqual(unknown);
  });
});

describe('the answer', () => {
  test('lets no browser run, guess or share what it holds', async ({ alice, bob, chat }) => {
    const { image } = await sendPicture(alice, chat);
    for (const path of [image.url, image.thumbnail_url]) {
      const { headers } = await bob.get(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-disposition': 'inline; filename="image.webp"',
        'cache-control': 'private, no-cache',
        etag: expect.stringMatching(/^".+"$/),
        'accept-ranges': 'bytes',
      });
      expect(headers.get('vary')).toContain('Authorization');
    }
  });

  test('is a part where a part is asked for, for those alone who may see all of it', async ({
    alice,
    carol,
    chat,
  }) => {
    const { image } = await sendPicture(alice, chat);
    const whole = await alice.get(image.url);
    const size = whole.bytes.length;
    const ask = (Range: string, more = {}, reader: Caller = alice) =>
      reader.get(image.url, { headers: { Range, ...more } });
    const etag = whole.headers.get('etag') ?? '';
    const [head, rest] = [await ask('bytes=0-9'), await ask('bytes=10-', { 'If-Range': etag })];
    expect([head.status, rest.status]).toEqual([206, 206]);
    expect(head.headers.get('content-range')).toBe(`bytes 0-9/${size}`);
    expect(Buffer.concat([head.bytes, rest.bytes])).toEqual(Buffer.from(whole.bytes));
    expect((await ask('bytes=10-', { 'If-Range': '"another"' })).bytes.length).toBe(size);
    const beyond = await ask(`bytes=${size}-`);
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
    for (const range of ['bytes=0-9', `bytes=${size}-`])
      expect((await ask(range, {}, carol)).status).toBe(404);
  });

  test('is a 304 for who holds it, and for nobody who may not see it', async ({ alice, carol, chat }) => {
    const { id, image } = await sendPicture(alice, chat);
    const etag = (await alice.get(image.url)).headers.get('etag') ?? '';
    const options = { headers: { 'If-None-Match': etag } };
    const kept = await alice.get(image.url, options);
    expect(kept).toMatchObject({ status: 304, text: '' });
    expect((await alice.get(image.thumbnail_url, options)).status).toBe(200);
    expect((await carol.get(image.url, options)).status).toBe(404);
    await alice.delete(`${chat.messages}${id}/`);
    expect((await alice.get(image.url, options)).status).toBe(404);
  });

  test('to a HEAD has no body', async ({ alice, chat }) => {
    const { image } = await sendPicture(alice, chat);
    const reply = await alice.request('HEAD', image.url);
    expect(reply).toMatchObject({ status: 200, text: '' });
    expect(reply.headers.get('content-length')).toBe(String(image.bytes));
  });

  test('is a 406 or a 405 to whoever wants another type or method', async ({ alice, chat }) => {
    const { image } = await sendPicture(alice, chat);
    expect((await alice.get(image.url, { headers: { Accept: 'image/*' } })).status).toBe(200);
    expect((await alice.get(image.url, { headers: { Accept: 'text/html' } })).status).toBe(406);
    expect((await alice.delete(image.url)).status).toBe(405);
  });

  test.for(['x', 'x'.repeat(21), '..%2f..%2fetc', '%00', "'%20or%20'1", '*'])(
    'is a 404 for the name %s',
    async (name, { alice, chat }) => {
      await sendPicture(alice, chat);
      expect((await alice.get(`/api/images/${name}/`)).status).toBe(404);
      expect((await alice.get(`/api/images/${name}/thumbnail/`)).status).toBe(404);
    },
  );
});

test('a whispered image leaves no trace for anyone else', async ({ alice, bob, carol }) => {
  const chat: ChatPath = await startChat(alice, bob, carol);
  const cursor = await cursorNow(carol, eventsOf(chat), alice, bob);
  const { id } = await sendPicture(alice, chat, { to: 'bob' });
  await alice.patch(`${chat.messages}${id}/`, { message: 'look closely' });
  await alice.delete(`${chat.messages}${id}/`);
  expect(await eventsSince(carol, eventsOf(chat), cursor)).toEqual([]);
  expect(await eventsSince(bob, eventsOf(chat), cursor)).toHaveLength(3);
  expect(await history(carol, chat)).toEqual([]);
});
