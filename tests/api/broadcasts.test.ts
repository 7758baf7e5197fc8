import { describe, expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import type { ChatPath } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import {
  allMine,
  ask,
  cursorNow,
  endedEarly,
  eventsOf,
  eventsSince,
  hold,
  poll,
  typesOf,
} from './polling.ts';
import { history, refusedFields, send, test as staged } from './stage.ts';
import type { Chat, LogIn, Message, Page, Refusal } from './wire.ts';

const lobby: ChatPath = {
  uri: 'lobby',
  path: '/api/chats/lobby/',
  messages: '/api/chats/lobby/messages/',
};
const broadcasts = '/api/broadcasts/';

/** Grace is staff, and not in the lobby. */
const test = staged.extend('grace', { scope: 'file' }, async ({ server }) => {
  const grace = await signUp(server, 'grace');
  await makeStaff(server, 'grace');
  return grace;
});

async function broadcast(staff: Person, text: string): Promise<Message> {
  const reply = await staff.post<Message>(broadcasts, { message: text });
  expect(reply.status, reply.text).toBe(201);
  return reply.body;
}

describe('a broadcast', () => {
  test('is sent by staff, who get it as a message', async ({ grace }) => {
    const reply = await grace.post<Message>(broadcasts, { message: ' We close at six! ' });
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body).toMatchObject({
      id: expect.any(Number),
      uri: 'lobby',
      message: ' We close at six! ',
      user: grace.user,
      to: null,
      deleted: false,
    });
    expect(Date.now() - Date.parse(reply.body.created_at)).toBeLessThan(60_000);
  });

  test('is refused to everyone else, whatever they send', async ({ alice, nobody, grace }) => {
    const { cursor } = await poll(grace, allMine);
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Loud' })).body;
    for (const body of [{ message: 'Buy!' }, {}, { message: 7 }]) {
      const refused = await alice.post<Refusal>(broadcasts, body);
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({ code: 'not_staff', detail: expect.any(String) });
      expect((await nobody.post(broadcasts, body, { token })).status).toBe(403);
      const unknown = await nobody.post(broadcasts, body);
      expect(unknown.status).toBe(401);
      expect(unknown.headers.get('www-authenticate')).toBe('JWT realm="api"');
    }
    expect(await eventsSince(grace, allMine, cursor)).toEqual([]);
  });

  test('holds to the rules of a message’s text', async ({ grace }) => {
    const refusals: [unknown, string][] = [
      [{}, 'This field is required.'],
      [{ message: null }, 'This field may not be null.'],
      [{ message: '  ' }, 'This field may not be blank.'],
      [{ message: 'a\0' }, 'Null characters are not allowed.'],
      [{ message: 'x'.repeat(4001) }, 'Ensure this field has no more than 4000 characters.'],
    ];
    for (const [body, sentence] of refusals) {
      expect(refusedFields(await grace.post(broadcasts, body))).toEqual({ message: [sentence] });
    }
    expect((await grace.post(broadcasts, { message: '😀'.repeat(4000) })).status).toBe(201);
    for (const method of ['PUT', 'DELETE']) {
      expect((await grace.request(method, broadcasts)).status).toBe(405);
    }
  });

  test('with a key is sent once, however often it is tried', async ({ alice, grace }) => {
    const cursor = await cursorNow(alice);
    const key = { message: 'Once', client_id: 'bc-1' };
    const tries = await Promise.all([1, 2, 3].map(() => grace.post<Message>(broadcasts, key)));
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(tries.map(({ body }) => body.id)).size).toBe(1);
    expect(await eventsSince(alice, allMine, cursor)).toHaveLength(1);
    expect((await grace.post(broadcasts, { ...key, message: 'Twice' })).status).toBe(422);
  });
});

describe('broadcast.created', () => {
  test('is told once to everyone: in the lobby, in other chats, in none, and guests', async ({
    server,
    alice,
    bob,
    nobody,
    grace,
  }) => {
    const loner = await signUp(server, 'loner');
    await bob.patch(lobby.path, {});
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Listener' })).body;
    const guest: Person = { ...loner, get: (path, options) => nobody.get(path, { ...options, token }) };
    const readers = [alice, bob, loner, guest, grace];
    const cursors = await Promise.all(readers.map((reader) => cursorNow(reader)));
    const sent = await broadcast(grace, 'Hello, everyone');
    for (const [i, reader] of readers.entries()) {
      const events = await eventsSince(reader, allMine, cursors[i] ?? '');
      expect(events).toMatchObject([{ type: 'broadcast.created', chat: 'lobby' }]);
      expect(events[0]?.data).toEqual(sent);
    }
    expect(await eventsSince(bob, eventsOf(lobby), cursors[1] ?? '')).toHaveLength(1);
  });

  test('wakes whoever waits for everything, and for the lobby, and nobody who waits for another chat', async ({
    server,
    alice,
    bob,
    grace,
    chat,
  }) => {
    const loner = await signUp(server, 'lonely');
    await bob.patch(lobby.path, {});
    const cursor = await cursorNow(bob, eventsOf(lobby), alice, loner);
    const held = [
      await hold(loner, allMine, { cursor: await cursorNow(loner) }),
      await hold(bob, allMine, { cursor }),
      await hold(bob, eventsOf(lobby), { cursor }),
    ];
    const elsewhere = await hold(alice, eventsOf(chat), { cursor: await cursorNow(alice, eventsOf(chat)) });
    const { id } = await broadcast(grace, 'Wake up');
    for (const answer of held) {
      expect((await endedEarly(answer)).events).toMatchObject([{ type: 'broadcast.created', data: { id } }]);
    }
    await send(bob, chat, 'for this chat');
    expect(typesOf((await endedEarly(elsewhere)).events)).toEqual(['message.created']);
  });

  test('is news to an interval poll that knew of none, by whichever way it is answered', async ({
    server,
    grace,
  }) => {
    const quiet = await signUp(server, 'quiet');
    const cursor = await cursorNow(quiet);
    const etag = (await ask(quiet, allMine, { cursor })).headers.get('etag') ?? '';
    const again = { headers: { 'If-None-Match': etag } };
    expect((await ask(quiet, allMine, { cursor }, again)).status).toBe(304);
    await broadcast(grace, 'News');
    const longWay = { headers: { ...again.headers, Prefer: 'handling=lenient' } };
    for (const way of [again, longWay]) {
      const reply = await ask(quiet, allMine, { cursor }, way);
      expect(reply.status).toBe(200);
      expect(typesOf(reply.body.events)).toEqual(['broadcast.created']);
    }
  });

  test('is there after a restart too, read from the database', async ({ server, grace }) => {
    const late = await signUp(server, 'late');
    const cursor = await cursorNow(late);
    const { id } = await broadcast(grace, 'Before the restart');
    await server.halt();
    await server.resume();
    expect(await eventsSince(late, allMine, cursor)).toMatchObject([
      { type: 'broadcast.created', data: { id } },
    ]);
    await late.patch(lobby.path, {});
    expect(typesOf(await eventsSince(late, eventsOf(lobby), cursor))).toEqual(
      expect.arrayContaining(['broadcast.created', 'member.joined']),
    );
  });
});

describe('in the lobby a broadcast', () => {
  test('is one message of the history, unread, and moves its ETag; in no other chat is it anything', async ({
    server,
    alice,
    grace,
    chat,
  }) => {
    const visitor = await signUp(server, 'visitor');
    await visitor.patch(lobby.path, {});
    const before = await visitor.get(lobby.messages);
    const elsewhere = (await alice.get(chat.messages)).headers.get('etag');
    const sent = await broadcast(grace, 'On the wall');
    const headers = { 'If-None-Match': before.headers.get('etag') ?? '' };
    expect((await visitor.get(lobby.messages, { headers })).status).toBe(200);
    expect((await history(visitor, lobby)).filter(({ id }) => id === sent.id)).toEqual([sent]);
    const { results } = (await visitor.get<Page<Chat>>('/api/chats/')).body;
    expect(results).toMatchObject([{ uri: 'lobby', unread: 1, last_message: { id: sent.id } }]);
    expect((await alice.get(chat.messages)).headers.get('etag')).toBe(elsewhere);
    expect(await history(alice, chat)).toEqual([]);
  });

  test('is taken back like a message, out of every cursor’s past', async ({ server, grace, alice }) => {
    await grace.patch(lobby.path, {});
    const cursor = await cursorNow(alice);
    const { id } = await broadcast(grace, 'By mistake');
    expect((await alice.delete(`${lobby.messages}${id}/`)).status).toBe(403);
    expect((await grace.delete(`${lobby.messages}${id}/`)).status).toBe(204);
    for (const isRestarted of [false, true]) {
      if (isRestarted) await server.halt();
      await server.resume();
      const reply = await ask(alice, allMine, { cursor });
      expect(reply.body.events).toMatchObject([
        { type: 'broadcast.created', data: { id, message: '', deleted: true } },
      ]);
      expect(reply.text).not.toContain('By mistake');
    }
    await grace.delete(`${lobby.path}members/grace/`);
  });

  test('is listed for everybody who comes later, the newest first, until it is taken back', async ({
    grace,
    nobody,
  }) => {
    const first = await broadcast(grace, 'First word');
    const second = await broadcast(grace, 'Second word');
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Latecomer' })).body;
    const list = async (query = '') =>
      (await nobody.get<Page<Message>>(`${broadcasts}${query}`, { token })).body;
    const page = await list('?page_size=2');
    expect(page.results).toEqual([second, first]);
    expect(page.next).toContain('page=2');
    await grace.patch(lobby.path, {});
    await grace.delete(`${lobby.messages}${second.id}/`);
    expect((await list()).results[0]).toEqual(first);
    expect((await list()).count).toBe(page.count - 1);
    const seen = ({ id }: Message) => nobody.put(`${broadcasts}${id}/seen/`, {}, { token });
    expect([(await seen(first)).status, (await seen(second)).status]).toEqual([204, 404]);
    await grace.delete(`${lobby.path}members/grace/`);
    expect((await nobody.get(broadcasts)).status).toBe(401);
  });

  test('outlives the account of whoever sent it', async ({ server }) => {
    const leaving = await signUp(server, 'leaving-staff');
    const resident = await signUp(server, 'resident');
    await resident.patch(lobby.path, {});
    await makeStaff(server, 'leaving-staff');
    const { id } = await broadcast(leaving, 'Goodbye');
    await leaving.delete('/auth/me/', { current_password: leaving.password });
    const kept = (await history(resident, lobby)).find((message) => message.id === id);
    expect(kept).toMatchObject({ message: 'Goodbye', user: { display_name: 'Deleted user' } });
  });
});
