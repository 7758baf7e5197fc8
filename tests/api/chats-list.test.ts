import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { send, test } from './stage.ts';
import type { Chat, Page } from './wire.ts';

async function uris(person: Person, query = ''): Promise<string[]> {
  return (await person.get<Page<Chat>>(`/api/chats/${query}`)).body.results.map((chat) => chat.uri);
}

describe('my chats', () => {
  test('are those I am a member of, with role, unread and last message', async ({ server, alice }) => {
    const me = await signUp(server, 'lister');
    const mine = await startChat(me, alice);
    const hers = await startChat(alice, me);
    const last = await send(alice, hers, 'see you at four');
    await startChat(alice);

    const reply = await me.get<Page<Chat>>('/api/chats/');
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({ count: 2, next: null, previous: null });
    const [first, second] = reply.body.results;
    expect(first).toMatchObject({ uri: hers.uri, role: 'member', is_member: true, member_count: 2 });
    expect(first?.last_message).toMatchObject({ id: last.id, message: 'see you at four' });
    expect(first?.unread).toBeTypeOf('number');
    expect(second).toMatchObject({ uri: mine.uri, role: 'owner', last_message: null, unread: 0 });
  });

  test('are none for somebody new, who learns of nobody else’s', async ({ server, alice }) => {
    await startChat(alice);
    const newcomer = await signUp(server, 'newcomer');
    const reply = await newcomer.get('/api/chats/');
    expect(reply.body).toEqual({ count: 0, next: null, previous: null, results: [] });
  });

  test('are not for those who are not logged in', async ({ nobody }) => {
    expect((await nobody.get('/api/chats/')).status).toBe(401);
  });

  test('come with the newest activity first', async ({ server }) => {
    const me = await signUp(server, 'busy');
    const [a, b, c] = [await startChat(me), await startChat(me), await startChat(me)];
    expect(await uris(me)).toEqual([c.uri, b.uri, a.uri]);
    await send(me, a, 'up');
    expect(await uris(me)).toEqual([a.uri, c.uri, b.uri]);
    await send(me, b, 'up');
    expect(await uris(me)).toEqual([b.uri, a.uri, c.uri]);
  });

  test('of one kind are asked for by ?kind=', async ({ server }) => {
    const me = await signUp(server, 'kindly');
    const chat = await startChat(me);
    expect(await uris(me, '?kind=session')).toEqual([chat.uri]);
    expect(await uris(me, '?kind=direct')).toEqual([]);
  });

  test('no longer hold one that I left or was removed from', async ({ server, alice }) => {
    const me = await signUp(server, 'moving-on');
    const [left, removed, kept] = [
      await startChat(alice, me),
      await startChat(alice, me),
      await startChat(alice, me),
    ];
    await me.delete(`${left.path}members/moving-on/`);
    await alice.delete(`${removed.path}members/moving-on/`);
    expect(await uris(me)).toEqual([kept.uri]);
  });
});

describe('pages of them', () => {
  test('hold each chat once, and link to each other', async ({ server }) => {
    const me = await signUp(server, 'pager');
    const started: string[] = [];
    for (let i = 0; i < 5; i += 1) started.unshift((await startChat(me)).uri);

    const first = (await me.get<Page<Chat>>('/api/chats/?page_size=2')).body;
    expect(first).toMatchObject({ count: 5, previous: null });
    const second = (await me.get<Page<Chat>>(pathOf(first.next))).body;
    const third = (await me.get<Page<Chat>>(pathOf(second.next))).body;
    expect(third.next).toBeNull();
    const seen = [first, second, third].flatMap((page) => page.results.map((chat) => chat.uri));
    expect(seen).toEqual(started);
    expect((await me.get<Page<Chat>>(pathOf(third.previous))).body.results).toEqual(second.results);
  });

  test('link on with the same filter', async ({ server }) => {
    const me = await signUp(server, 'filtering');
    await startChat(me);
    await startChat(me);
    const { next } = (await me.get<Page<Chat>>('/api/chats/?kind=session&page_size=1')).body;
    expect(pathOf(next)).toContain('kind=session');
  });

  test('hold 50 unless asked, and at most 200', async ({ server }) => {
    const me = await signUp(server, 'hoarder');
    for (let batch = 0; batch < 3; batch += 1) {
      await Promise.all(Array.from({ length: 67 }, () => startChat(me)));
    }
    expect((await uris(me)).length).toBe(50);
    expect((await uris(me, '?page_size=200')).length).toBe(200);
    expect((await uris(me, '?page_size=100000')).length).toBe(200);
    expect(
      new Set([...(await uris(me, '?page_size=150')), ...(await uris(me, '?page_size=150&page=2'))]).size,
    ).toBe(201);
  });

  test.for(['page=0', 'page=-1', 'page=two', 'page=1.5', 'page_size=0', 'page_size=-5', 'page_size=many'])(
    '?%s is refused',
    async (query, { alice }) => {
      const reply = await alice.get(`/api/chats/?${query}`);
      expect(reply.status, reply.text).toBe(400);
    },
  );

  test('end: one past the last is a 404', async ({ alice }) => {
    expect((await alice.get('/api/chats/?page=99')).status).toBe(404);
  });
});

/** A page's link as a path of the server under test, which may know itself by another host. */
function pathOf(link: string | null): string {
  const { pathname, search } = new URL(link ?? 'missing:', 'http://server.example');
  return pathname + search;
}
