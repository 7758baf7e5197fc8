import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { allMine, ask, cursorNow, eventsOf, eventsSince, typesOf } from './polling.ts';
import { history, send, test } from './stage.ts';
import type { Member, Page, Refusal } from './wire.ts';

describe('user.updated', () => {
  test('is told to those who share a chat, as the list of members shows the user', async ({
    server,
    alice,
    carol,
  }) => {
    const changing = await signUp(server, 'changing', { email: 'changing@example.org' });
    const chat = await startChat(alice, changing);
    const cursor = await cursorNow(alice, eventsOf(chat), changing);
    await changing.patch('/auth/me/', { display_name: 'Changed', avatar: 7, email: 'changed@example.org' });
    const { results } = (await alice.get<Page<Member>>(`${chat.path}members/`)).body;
    const { id, username, first_name, last_name, display_name, avatar, is_guest, is_bot } =
      results.find((each) => each.username === 'changing') ?? Object({});
    const user = { id, username, first_name, last_name, display_name, avatar, is_guest, is_bot };
    expect(user).toMatchObject({ username: 'changing', display_name: 'Changed', avatar: 7 });
    for (const path of [eventsOf(chat), allMine]) {
      const reply = await ask(alice, path, { cursor });
      expect(reply.body.events).toMatchObject([{ type: 'user.updated', chat: chat.uri }]);
      expect(reply.body.events[0]?.data).toEqual(user);
      expect(reply.text).not.toContain('@example.org');
    }
    expect(await eventsSince(carol, allMine, cursor)).toEqual([]);
  });

  test('reaches one’s own other devices, in a chat or not', async ({ server }) => {
    const loner = await signUp(server, 'loner');
    const cursor = await cursorNow(loner);
    await loner.patch('/auth/me/', { display_name: 'Lone Ranger' });
    const events = await eventsSince(loner, allMine, cursor);
    expect(events).toMatchObject([{ type: 'user.updated', data: { display_name: 'Lone Ranger' } }]);
  });

  test('is not told of what stayed as it was', async ({ server, bob }) => {
    const steady = await signUp(server, 'steady');
    const chat = await startChat(steady, bob);
    const cursor = await cursorNow(steady);
    await steady.patch('/auth/me/', { display_name: 'steady', avatar: steady.user.avatar });
    await steady.patch(chat.path, { name: '', join_policy: 'link' });
    expect(await eventsSince(steady, allMine, cursor)).toEqual([]);
  });

  test('reaches those who only read what the user once wrote', async ({ server, alice }) => {
    const gone = await signUp(server, 'gone-away');
    const chat = await startChat(alice, gone);
    await send(gone, chat, 'remember me');
    await gone.delete(`${chat.path}members/gone-away/`);
    const cursor = await cursorNow(alice, eventsOf(chat));
    await gone.patch('/auth/me/', { display_name: 'Gone Girl' });
    const [message] = await history(alice, chat);
    expect(message?.user.display_name).toBe('Gone Girl');
    const events = await eventsSince(alice, eventsOf(chat), cursor);
    expect(events).toMatchObject([{ type: 'user.updated', data: message?.user }]);
  });

  test('tells of a deleted account, after its leaving', async ({ server, alice }) => {
    const leaver = await signUp(server, 'leaver', { email: 'leaver@example.org' });
    const chat = await startChat(alice, leaver);
    await send(leaver, chat, 'farewell');
    const cursor = await cursorNow(alice, eventsOf(chat));
    await leaver.delete('/auth/me/', { current_password: leaver.password });
    const reply = await ask(alice, eventsOf(chat), { cursor });
    expect(typesOf(reply.body.events)).toEqual(['member.left', 'user.updated']);
    const [message] = await history(alice, chat);
    expect(reply.body.events[1]?.data).toEqual(message?.user);
    expect(reply.text).not.toContain('leaver@example.org');
  });
});

describe('the events of a chat', () => {
  test('are for its members', async ({ alice, bob, carol, nobody, chat }) => {
    const { cursor } = await send(alice, chat, 'inside');
    for (const query of [{}, { cursor }, { cursor, wait: 20 }, { cursor: 'nonsense' }]) {
      expect((await ask(carol, eventsOf(chat), query)).status).toBe(403);
      const refused = await ask(nobody, eventsOf(chat), query);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('JWT realm="api"');
    }
    expect((await ask(bob, eventsOf(chat), { cursor })).status).toBe(200);
  });

  test('of a chat that is not, are a 404', async ({ alice, nobody }) => {
    for (const query of [{}, { wait: 20 }]) {
      const reply = await ask(alice, '/api/chats/no-such-chat/events/', query);
      expect(reply.status).toBe(404);
      expect(reply.body).toMatchObject({ detail: expect.any(String), code: 'not_found' });
      expect([401, 404]).toContain((await ask(nobody, '/api/chats/no-such-chat/events/', query)).status);
    }
  });

  test('are in no outsider’s feed, with whatever cursor', async ({ server, alice, bob, chat }) => {
    const outsider = await signUp(server, 'outsider');
    const before = await cursorNow(bob);
    const { cursor } = await send(bob, chat, 'for our ears');
    await alice.patch(chat.path, { name: 'Our ears' });
    for (const each of [before, cursor]) {
      const reply = await ask(outsider, allMine, { cursor: each });
      expect(reply.body).toMatchObject({ events: [], state: {} });
      expect(reply.text).not.toMatch(/ears/);
    }
    expect((await ask(outsider, allMine)).body.state).toEqual({});
  });

  test('before one joined are as open as the history', async ({ alice, bob, carol, chat }) => {
    const cursor = await cursorNow(bob);
    await send(alice, chat, 'said before');
    await carol.patch(chat.path, {});
    const events = await eventsSince(carol, eventsOf(chat), cursor);
    expect(typesOf(events)).toEqual(expect.arrayContaining(['message.created', 'member.joined']));
    expect((await history(carol, chat)).map(({ message }) => message)).toEqual(['said before']);
  });
});

describe('my events', () => {
  test('are for those who are logged in', async ({ nobody }) => {
    for (const query of [{}, { wait: 20 }, { cursor: 'nonsense' }]) {
      const reply = await nobody.get<Refusal>(
        `${allMine}?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`,
      );
      expect(reply.status).toBe(401);
      expect(reply.body.code).toMatch(/^\w+$/);
    }
  });

  test('are asked for by GET and nothing else', async ({ alice, chat }) => {
    for (const path of [allMine, eventsOf(chat)]) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const reply = await alice.request(method, path);
        expect(reply.status).toBe(405);
        expect(reply.headers.get('allow')).toContain('GET');
      }
    }
  });

  test('are found without the last slash too', async ({ alice, chat }) => {
    for (const path of [allMine, eventsOf(chat)]) {
      expect((await ask(alice, path.slice(0, -1))).status).toBe(200);
    }
  });
});
