import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { allMine, cursorNow, endedEarly, eventsOf, eventsSince, hold, poll, typesOf } from './polling.ts';
import { refusedFields, send, test } from './stage.ts';
import type { Chat, LogIn, Page } from './wire.ts';

async function unread(reader: Person, chat: ChatPath): Promise<number | undefined> {
  const { results } = (await reader.get<Page<Chat>>('/api/chats/')).body;
  const [listed] = results.filter((each) => each.uri === chat.uri);
  expect((await reader.get<Chat>(chat.path)).body.unread).toBe(listed?.unread);
  return listed?.unread;
}

async function read(reader: Person, chat: ChatPath, messageId: number): Promise<void> {
  const reply = await reader.put(`${chat.path}read/`, { message_id: messageId });
  expect(reply.status, reply.text).toBe(200);
}

describe('unread', () => {
  test('counts what others said, not what oneself did', async ({ alice, bob, chat }) => {
    for (const text of ['one', 'two', 'three']) await send(alice, chat, text);
    expect(await unread(bob, chat)).toBe(3);
    expect(await unread(alice, chat)).toBe(0);
    await send(bob, chat, 'four');
    expect(await unread(alice, chat)).toBe(1);
  });

  test('is none for who joins a long talk, and counts from there', async ({ alice, carol, chat }) => {
    for (const text of ['one', 'two']) await send(alice, chat, text);
    await carol.patch(chat.path, {});
    expect(await unread(carol, chat)).toBe(0);
    await send(alice, chat, 'three');
    expect(await unread(carol, chat)).toBe(1);
  });

  test('counts whispers for the one they are for alone', async ({ alice, bob, carol, chat }) => {
    await carol.patch(chat.path, {});
    const whisper = { message: 'psst', to: 'carol' };
    expect((await alice.post(chat.messages, whisper)).status).toBe(201);
    expect(await unread(carol, chat)).toBe(1);
    expect(await unread(bob, chat)).toBe(0);
  });

  test('counts nothing that was deleted, in the list, at the marker and in the directory', async ({
    alice,
    bob,
  }) => {
    const { uri } = (await alice.post<Chat>('/api/directs/', { username: 'bob' })).body;
    const direct = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
    const [first, second] = [await send(alice, direct, 'one'), await send(alice, direct, 'two')];
    await send(alice, direct, 'three');
    expect((await alice.delete(`${direct.messages}${second.id}/`)).status).toBe(204);
    expect(await unread(bob, direct)).toBe(2);
    const { results } = (await bob.get<Page<{ unread: number }>>('/api/users/?search=alice')).body;
    expect(results).toMatchObject([{ unread: 2 }]);
    const cursor = await cursorNow(bob);
    const marked = await bob.put(`${direct.path}read/`, { message_id: first.id });
    expect(marked.body).toEqual({ message_id: first.id, unread: 1 });
    expect(await eventsSince(bob, allMine, cursor)).toMatchObject([{ data: { unread: 1 } }]);
    expect(await unread(bob, direct)).toBe(1);
  });

  test('says where its marker stands, and up to which event it has counted', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, 'one');
    await read(bob, chat, id);
    const cursor = await cursorNow(bob);
    await send(alice, chat, 'two');
    const [event] = await eventsSince(bob, eventsOf(chat), cursor);
    const shown = (await bob.get<Chat>(chat.path)).body;
    expect(shown).toMatchObject({ unread: 1, read_message_id: id, as_of: event?.id });
  });

  test('is as of no event that one may not see', async ({ alice, bob, carol, chat }) => {
    await carol.patch(chat.path, {});
    const before = (await bob.get<Chat>(chat.path)).body;
    expect((await alice.post(chat.messages, { message: 'psst', to: 'carol' })).status).toBe(201);
    expect((await bob.get<Chat>(chat.path)).body.as_of).toBe(before.as_of);
  });

  test('goes down by reading, and only as far as was read', async ({ alice, bob, chat }) => {
    const first = await send(alice, chat, 'one');
    await send(alice, chat, 'two');
    await read(bob, chat, first.id);
    expect(await unread(bob, chat)).toBe(1);
    expect(await unread(alice, chat)).toBe(0);
  });

  test('is told right after a reconnect, and after a restart of the server', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const first = await send(alice, chat, 'one');
    await read(bob, chat, first.id);
    const { cursor } = await poll(bob, allMine);
    for (const text of ['two', 'three']) await send(alice, chat, text);
    await server.halt();
    await server.resume();
    expect(await unread(bob, chat)).toBe(2);
    expect(await eventsSince(bob, eventsOf(chat), cursor)).toHaveLength(2);
  });

  test('is each chat’s own', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    await send(alice, chat, 'here');
    const there = await send(alice, other, 'there');
    await read(bob, other, there.id);
    expect([await unread(bob, chat), await unread(bob, other)]).toEqual([1, 0]);
  });
});

describe('a read marker', () => {
  test('never moves back', async ({ alice, bob, chat }) => {
    const first = await send(alice, chat, 'one');
    const second = await send(alice, chat, 'two');
    await read(bob, chat, second.id);
    const cursor = await cursorNow(bob);
    for (const id of [first.id, 0, second.id]) {
      expect((await bob.put(`${chat.path}read/`, { message_id: id })).status).toBe(200);
    }
    expect(await unread(bob, chat)).toBe(0);
    expect(await eventsSince(bob, allMine, cursor)).toEqual([]);
  });

  test('ends with the newest, whatever the order of the tabs that set it', async ({ alice, bob, chat }) => {
    const ids: number[] = [];
    for (let i = 0; i < 8; i += 1) ids.push((await send(alice, chat, `${i}`)).id);
    const cursor = await cursorNow(bob);
    const [last = 0] = ids.slice(-1);
    await Promise.all(ids.toReversed().map((id) => read(bob, chat, id)));
    expect(await unread(bob, chat)).toBe(0);
    const told = (await eventsSince(bob, eventsOf(chat), cursor)).map(({ data }) =>
      Number(Object(data).message_id),
    );
    expect(told.at(-1)).toBe(last);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test('is told to one’s own devices at once, on both URLs', async ({ server, alice }) => {
    const reader = await signUp(server, 'two-screens');
    const chat = await startChat(alice, reader);
    const { id } = await send(alice, chat, 'read me');
    const { username, password } = reader;
    const { token } = (await reader.post<LogIn>('/auth/jwt/create/', { username, password })).body;
    const path = `${chat.path}read/`;
    for (const url of [eventsOf(chat), allMine]) {
      const { id: newest } = url === allMine ? await send(alice, chat, 'and me') : { id };
      const answer = await hold(reader, url, { cursor: await cursorNow(reader, url, alice) });
      expect((await reader.put(path, { message_id: newest }, { token })).status).toBe(200);
      const { events } = await endedEarly(answer);
      expect(events).toMatchObject([{ type: 'read.updated', chat: chat.uri, data: { message_id: newest } }]);
    }
  });

  test('is known to nobody else', async ({ alice, bob, carol, chat }) => {
    const { id } = await send(alice, chat, 'did you read this?');
    const cursors = [await cursorNow(alice, allMine, bob), await cursorNow(alice, eventsOf(chat))];
    await read(bob, chat, id);
    for (const cursor of cursors) {
      for (const path of [allMine, eventsOf(chat)]) {
        expect(typesOf(await eventsSince(alice, path, cursor))).toEqual([]);
      }
      expect(await eventsSince(carol, allMine, cursor)).toEqual([]);
    }
  });

  test('beyond the newest message swallows nothing that is said later', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, 'one');
    for (const messageId of [id + 1_000, Number.MAX_SAFE_INTEGER]) {
      const reply = await bob.put(`${chat.path}read/`, { message_id: messageId });
      expect([200, 400, 404]).toContain(reply.status);
    }
    await send(alice, chat, 'two');
    expect(await unread(bob, chat)).toBeGreaterThanOrEqual(1);
  });

  test('on another chat’s message marks nothing there', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    await send(alice, other, 'there');
    const { id } = await send(alice, chat, 'here');
    const reply = await bob.put(`${other.path}read/`, { message_id: id });
    expect([200, 400, 404]).toContain(reply.status);
    expect(await unread(bob, chat)).toBe(1);
  });

  test('needs a message’s id', async ({ bob, chat }) => {
    const path = `${chat.path}read/`;
    expect(refusedFields(await bob.put(path, {}))).toEqual({ message_id: ['This field is required.'] });
    for (const message_id of ['x', null, {}, [1], 1.5, true]) {
      expect(Object.keys(refusedFields(await bob.put(path, { message_id })))).toEqual(['message_id']);
    }
    expect((await bob.put(path, { message_id: 1 }, { form: true })).status).toBe(200);
  });

  test('is for members: 403 outside, 401 without a login, 404 where there is no chat', async ({
    alice,
    carol,
    nobody,
    chat,
  }) => {
    const { id } = await send(alice, chat, 'inside');
    expect((await carol.put(`${chat.path}read/`, { message_id: id })).status).toBe(403);
    expect((await nobody.put(`${chat.path}read/`, { message_id: id })).status).toBe(401);
    expect((await alice.put('/api/chats/no-such-chat/read/', { message_id: id })).status).toBe(404);
  });
});
