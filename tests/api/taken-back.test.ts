import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { allMine, cursorNow, eventsOf, eventsSince, poll } from './polling.ts';
import { history, send, test } from './stage.ts';
import type { Chat, Message } from './wire.ts';

// "Taken back means gone": whatever cursor somebody kept, what was deleted or said otherwise is not read from it again.

/** Every way to read on from a cursor, answered and put together. */
async function everythingSince(reader: Person, chat: ChatPath, cursor: string): Promise<string> {
  const replies: unknown[] = [];
  for (const path of [eventsOf(chat), allMine]) {
    replies.push(await eventsSince(reader, path, cursor), await eventsSince(reader, path, cursor, 1));
    for (const query of [{ limit: 1 }, { limit: 1, wait: 5 }, { limit: 200, wait: 1 }, {}])
      replies.push(await poll(reader, path, { cursor, ...query }));
  }
  return JSON.stringify(replies);
}

/** The text comes back from no cursor, neither while the server remembers nor when it has to read. */
async function expectGone(
  server: { halt(): Promise<void>; resume(): Promise<void> },
  reader: Person,
  chat: ChatPath,
  { cursor, gone, kept }: { cursor: string; gone: string; kept: string },
): Promise<void> {
  for (const memory of ['in memory', 'read anew']) {
    if (memory === 'read anew') {
      await server.halt();
      await server.resume();
    }
    const told = await everythingSince(reader, chat, cursor);
    expect(told, memory).not.toContain(gone);
    expect(told, memory).toContain(kept);
  }
}

async function remove(author: Person, chat: ChatPath, { id }: { id: number }): Promise<void> {
  expect((await author.delete(`${chat.messages}${id}/`)).status).toBe(204);
}

async function edit(author: Person, chat: ChatPath, { id }: { id: number }, message: string): Promise<void> {
  expect((await author.patch(`${chat.messages}${id}/`, { message })).status).toBe(200);
}

describe('a deleted message', () => {
  test('does not come back to who asks again as before it was deleted', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    const secret = await send(alice, chat, 'the safe is open');
    await send(alice, chat, 'more to come');
    // The same question before and after: what was made for the first must not answer the second.
    const question = { cursor, limit: 1, wait: 5 };
    expect(JSON.stringify(await poll(bob, eventsOf(chat), question))).toContain('the safe is open');
    await remove(alice, chat, secret);
    const again = await poll(bob, eventsOf(chat), question);
    expect(again.events).toMatchObject([{ type: 'message.created', data: { id: secret.id, deleted: true } }]);
    expect(JSON.stringify(again)).not.toContain('the safe is open');
  });

  test('is in no answer to any older cursor, whatever happened to it before', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const cursor = await cursorNow(bob);
    await send(bob, chat, 'this one stays');
    const secret = await send(alice, chat, 'the safe is open');
    await bob.put(`${chat.messages}${secret.id}/reactions/👍/`);
    await edit(alice, chat, secret, 'the safe is open, and red');
    await bob.delete(`${chat.messages}${secret.id}/reactions/👍/`);
    await remove(alice, chat, secret);
    await expectGone(server, bob, chat, { cursor, gone: 'the safe is open', kept: 'this one stays' });
  });

  test('is a tombstone in the chat that somebody was told of on joining', async ({
    server,
    alice,
    carol,
    chat,
  }) => {
    const cursor = await cursorNow(carol);
    const secret = await send(alice, chat, 'the safe is open');
    await carol.patch(chat.path, {});
    const lastTold = async () => {
      const events = await eventsSince(carol, allMine, cursor);
      const told = events.find(({ type, chat: uri }) => type === 'chat.created' && uri === chat.uri);
      return Object(told?.data).last_message;
    };
    expect(await lastTold()).toMatchObject({ id: secret.id, message: 'the safe is open' });
    await remove(alice, chat, secret);
    expect(await lastTold()).toMatchObject({ id: secret.id, message: '', deleted: true });
    await expectGone(server, carol, chat, { cursor, gone: 'the safe is open', kept: '"deleted":true' });
  });

  test('of a private chat is a tombstone for the one who is told of the chat again', async ({
    server,
    alice,
    bob,
  }) => {
    const { uri } = (await alice.post<Chat>('/api/directs/', { username: 'bob' })).body;
    const path = `/api/chats/${uri}/`;
    const direct = { uri, path, messages: `${path}messages/` };
    const secret = await send(alice, direct, 'the safe is open');
    await bob.delete(`${path}members/bob/`);
    const cursor = await cursorNow(bob);
    await alice.post('/api/directs/', { username: 'bob' });
    await send(alice, direct, 'welcome back');
    await remove(alice, direct, secret);
    await expectGone(server, bob, direct, { cursor, gone: 'the safe is open', kept: 'welcome back' });
  });
});

describe('an edited message', () => {
  test('is told as it is now to who joins later with an older cursor', async ({
    server,
    alice,
    carol,
    chat,
  }) => {
    const cursor = await cursorNow(carol);
    const message = await send(alice, chat, 'I think she is wrong');
    await edit(alice, chat, message, 'I see her point');
    await carol.patch(chat.path, {});
    await expectGone(server, carol, chat, { cursor, gone: 'wrong', kept: 'I see her point' });
  });

  test('was never said otherwise: all its events show the present text', async ({ alice, bob, chat }) => {
    const cursor = await cursorNow(bob);
    const message = await send(alice, chat, 'first words');
    await bob.put(`${chat.messages}${message.id}/reactions/👍/`);
    await edit(alice, chat, message, 'second words');
    const told = await eventsSince(bob, eventsOf(chat), cursor);
    const texts = told.map(({ type, data }) => [type, (data as Message).message]);
    expect(texts).toEqual([
      ['message.created', 'second words'],
      ['reaction.added', 'second words'],
      ['message.updated', 'second words'],
    ]);
  });

  test('that was the last one when somebody joined, and left, is no longer shown to them', async ({
    server,
    alice,
    carol,
    chat,
  }) => {
    const cursor = await cursorNow(carol);
    const message = await send(alice, chat, 'for all to hear');
    await carol.patch(chat.path, {});
    await carol.delete(`${chat.path}members/carol/`);
    await edit(alice, chat, message, 'now among us');
    const mine = JSON.stringify(await eventsSince(carol, allMine, cursor));
    expect(mine).toContain('chat.created');
    expect(mine).not.toContain('for all to hear');
    expect(mine).not.toContain('now among us');
    await server.halt();
    await server.resume();
    expect(JSON.stringify(await eventsSince(carol, allMine, cursor))).not.toContain('now among us');
    expect((await history(alice, chat)).at(-1)?.message).toBe('now among us');
  });
});

describe('a deleted account', () => {
  test('is named nowhere in what happened before, and its address is not even stored', async ({
    server,
    alice,
    bob,
  }) => {
    const dora = await signUp(server, 'dora-the-first', { email: 'dora@first.example' });
    const own = await cursorNow(dora);
    const cursor = await cursorNow(bob);
    const chat = await startChat(dora, alice, bob);
    await bob.delete(`${chat.path}members/bob/`);
    await bob.patch(chat.path, {});
    const { id } = await send(alice, chat, 'hello there');
    await dora.put(`${chat.messages}${id}/reactions/👍/`);
    await send(dora, chat, 'and goodbye');
    await dora.patch('/auth/me/', { display_name: 'Dora the Second', email: 'dora@second.example' });
    const mine = JSON.stringify(await eventsSince(dora, allMine, own));
    expect(mine).toContain('dora@second.example');
    expect(mine).not.toContain('dora@first.example');
    // Elsewhere, too: the last that a chat knows of her is that she left it.
    const other = await startChat(bob, dora);
    await dora.delete(`${other.path}members/${dora.username}/`);
    expect((await dora.delete('/auth/me/', { current_password: dora.password })).status).toBe(204);
    for (const gone of ['dora', 'Dora the'])
      await expectGone(server, bob, chat, { cursor, gone, kept: 'and goodbye' });
  });

  test('is not named by the state either, and a guest who became an account has one name', async ({
    server,
    alice,
    nobody,
  }) => {
    const chat = await startChat(alice);
    const { token, user } = (
      await nobody.post<{ token: string; user: { username: string } }>('/auth/guests/', {
        nickname: 'Passing Through',
      })
    ).body;
    expect((await nobody.patch(chat.path, {}, { token })).status).toBe(200);
    await nobody.get('/api/events/', { token });
    expect((await poll(alice, eventsOf(chat))).state[chat.uri]?.online).toContain(user.username);
    const account = { username: 'here-to-stay', password: 'violet-harbour-92' };
    expect((await nobody.post('/auth/guests/upgrade/', account, { token })).status).toBe(200);
    expect((await poll(alice, eventsOf(chat))).state[chat.uri]?.online).toEqual(['alice', 'here-to-stay']);
    await server.halt();
    await server.resume();
  });
});
