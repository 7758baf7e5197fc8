import { describe, expect } from 'vitest';
import { type ChatPath, newName, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { allMine, cursorNow, eventsOf, eventsSince, hold } from './polling.ts';
import { history, refusedFields, send, test } from './stage.ts';
import type { Chat, History, LogIn, Message, Page, Sent } from './wire.ts';

async function whisper(author: Person, chat: ChatPath, to: string, message = 'psst'): Promise<Sent> {
  const reply = await author.post<Sent>(chat.messages, { message, to });
  expect(reply.status, reply.text).toBe(201);
  return reply.body;
}

async function listed(reader: Person, chat: ChatPath): Promise<Chat | undefined> {
  const { results } = (await reader.get<Page<Chat>>('/api/chats/?page_size=200')).body;
  return results.find(({ uri }) => uri === chat.uri);
}

describe('a whisper, with the owner as the third', () => {
  test('is not told by the end of a page around what was said aloud', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await whisper(bob, chat, 'carol');
    const { id } = await send(alice, chat, 'the only one');
    await whisper(bob, chat, 'carol');
    for (const limit of [1, 2, 3, 4]) {
      const page = (await alice.get<History>(`${chat.messages}?around=${id}&limit=${limit}`)).body;
      expect(page, `${limit}`).toMatchObject({ messages: [{ id }], has_more: false, has_newer: false });
    }
  });

  test('is seen by the two, with whom it is for', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    const { id, to } = await whisper(bob, chat, 'carol');
    expect(to).toMatchObject({ id: carol.user.id, username: 'carol' });
    for (const reader of [bob, carol]) {
      expect(await history(reader, chat)).toMatchObject([{ id, message: 'psst', to }]);
    }
    expect(await history(alice, chat)).toEqual([]);
    expect((await send(bob, chat, 'aloud')).to).toBeNull();
  });

  test('leaves no trace in history, ETag, list, unread, events or places', async ({
    server,
    alice,
    bob,
    carol,
  }) => {
    const chat = await startChat(alice, bob, carol);
    const { id } = await send(bob, chat, 'aloud');
    const cursor = await cursorNow(alice, allMine, bob, carol);
    const read = (reader: Person, etag = '') =>
      reader.get<History>(`${chat.messages}?limit=1`, { headers: { 'If-None-Match': etag } });
    const tags = [await read(alice), await read(carol)].map((reply) => reply.headers.get('etag') ?? '');
    const before = await listed(alice, chat);
    const secret = await whisper(bob, chat, 'carol');
    await bob.patch(`${chat.messages}${secret.id}/`, { message: 'psst!' });
    expect((await read(alice, tags[0])).status).toBe(304);
    expect((await read(carol, tags[1])).status).toBe(200);
    expect((await read(alice)).body).toMatchObject({ messages: [{ id }], has_more: false });
    expect((await alice.get<History>(`${chat.messages}?after=${id}`)).body.messages).toEqual([]);
    expect(await listed(alice, chat)).toEqual(before);
    expect(await listed(carol, chat)).toMatchObject({ unread: 2, last_message: { id: secret.id } });
    for (const path of [allMine, eventsOf(chat)]) {
      expect(await eventsSince(alice, path, cursor)).toEqual([]);
      expect(await eventsSince(carol, path, cursor)).toHaveLength(2);
    }
    const archive = (person: Person) => person.put(`${chat.path}archived/`, { archived: true });
    expect((await archive(alice)).body).toEqual({ archived_after: id });
    expect((await archive(carol)).body).toEqual({ archived_after: secret.id });
    const newcomer = await signUp(server, newName('newcomer'));
    await newcomer.patch(chat.path, {});
    expect((await newcomer.get<Chat>(chat.path)).body.read_message_id).toBe(id);
  });

  test('does not wake the third’s held poll', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    const cursor = await cursorNow(alice, allMine, bob, carol);
    const third = await hold(alice, allMine, { cursor, wait: 2 });
    const addressee = await hold(carol, allMine, { cursor, wait: 2 });
    await whisper(bob, chat, 'carol');
    expect((await addressee()).reply.body.events).toHaveLength(1);
    const { reply, heldMs } = await third();
    expect(reply.body.events).toEqual([]);
    expect(heldMs).toBeGreaterThan(1_700);
  });

  test('is to the third what does not exist, and the author’s alone to change', async ({
    alice,
    bob,
    carol,
  }) => {
    const chat = await startChat(alice, bob, carol);
    const { id } = await whisper(bob, chat, 'carol');
    for (const place of [id, 999_999]) {
      const path = `${chat.messages}${place}/`;
      expect((await alice.patch(path, { message: 'mine' })).text).toContain('not_found');
      expect((await alice.delete(path)).text).toContain('not_found');
    }
    expect((await carol.delete(`${chat.messages}${id}/`)).status).toBe(403);
    expect((await bob.delete(`${chat.messages}${id}/`)).status).toBe(204);
    expect(await history(carol, chat)).toMatchObject([{ id, deleted: true }]);
    expect(await history(alice, chat)).toEqual([]);
  });

  test.for(['carol', 'no-such-person', 7, ['bob']])(
    'to %j outside the chat is refused',
    async (to, { alice, chat }) => {
      const fields = refusedFields(await alice.post(chat.messages, { message: 'psst', to }));
      expect(Object.keys(fields)).toEqual(['to']);
      expect(await history(alice, chat)).toEqual([]);
    },
  );

  test('sent again with its key is the same, also when its recipient is called otherwise by now', async ({
    alice,
    nobody,
  }) => {
    const chat = await startChat(alice);
    const { body: guest } = await nobody.post<LogIn>('/auth/guests/', { nickname: 'Whispered To' });
    expect((await nobody.patch(chat.path, {}, { token: guest.token })).status).toBe(200);
    const secret = { message: 'psst', to: guest.user.username, client_id: 'before-the-upgrade' };
    const first = await alice.post<Message>(chat.messages, secret);
    expect(first.status, first.text).toBe(201);
    const account = { username: 'no-guest-any-more', password: 'violet-harbour-92' };
    expect((await nobody.post('/auth/guests/upgrade/', account, { token: guest.token })).status).toBe(200);
    const again = await alice.post<Message>(chat.messages, secret);
    expect(again.status, again.text).toBe(200);
    expect(again.body).toMatchObject({ id: first.body.id, to: { username: 'no-guest-any-more' } });
    expect((await alice.post(chat.messages, { ...secret, message: 'other' })).status).toBe(422);
    const fresh = await alice.post(chat.messages, { ...secret, client_id: 'never-used' });
    expect(fresh.status).toBe(400);
  });

  test('sent again with its key is the same; to another or to all it is a 422', async ({
    alice,
    bob,
    carol,
  }) => {
    const chat = await startChat(alice, bob, carol);
    const post = (to: string | null) =>
      alice.post<Sent>(chat.messages, { message: 'psst', to, client_id: 'k' });
    const first = await post('bob');
    expect((await post('bob')).body.id).toBe(first.body.id);
    expect([(await post('carol')).status, (await post(null)).status]).toEqual([422, 422]);
    expect(await history(carol, chat)).toEqual([]);
  });
});
