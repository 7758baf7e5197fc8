import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { allMine, cursorNow, eventsSince } from './polling.ts';
import { refusedFields, send, test } from './stage.ts';
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

const archived = async (person: Person, path: string) =>
  (await person.get<Chat>(path)).body.archived_after !== null;

describe('one that I have archived', () => {
  test('is told to my own devices alone, once, and listed as such', async ({ server, alice }) => {
    const me = await signUp(server, 'tidy');
    const [chat, other] = [await startChat(me, alice), await startChat(me, alice)];
    const { id } = await send(alice, chat, 'until here');
    const cursors = [await cursorNow(me, allMine, alice), await cursorNow(alice, allMine)];
    for (const body of [{ archived_after: id }, { archived_after: id }])
      expect(await me.put(`${chat.path}archived/`, { archived: true })).toMatchObject({ status: 200, body });
    expect([await uris(me), await uris(me, '?archived=true'), await uris(me, '?archived=false')]).toEqual([
      [chat.uri, other.uri],
      [chat.uri],
      [other.uri],
    ]);
    expect(await archived(alice, chat.path)).toBe(false);
    expect(await me.put(`${chat.path}archived/`, { archived: 'no' })).toMatchObject({
      body: { archived_after: null },
    });
    const told = await eventsSince(me, allMine, cursors[0] ?? '');
    expect(told.map(({ type, chat: uri, data }) => [type, uri, data])).toEqual([
      ['archived.updated', chat.uri, { archived_after: id }],
      ['archived.updated', chat.uri, { archived_after: null }],
    ]);
    expect(await eventsSince(alice, allMine, cursors[1] ?? '')).toEqual([]);
  });

  test('comes back when something is said that is to draw my attention, by its level alone', async ({
    server,
    alice,
    bob,
  }) => {
    const me = await signUp(server, 'away');
    const chat = await startChat(alice, bob, me);
    const archive = async (notify: string) => {
      await me.put(`${chat.path}notify/`, { notify });
      await me.put(`${chat.path}archived/`, { archived: true });
    };
    const whisper = (to: string) => alice.post(chat.messages, { message: 'psst', to });

    await archive('all');
    await send(me, chat, 'to be found later');
    await whisper('bob');
    expect(await archived(me, chat.path)).toBe(true);
    const { id } = await send(alice, chat, 'anybody?');
    expect(await archived(me, chat.path)).toBe(false);
    await alice.delete(`${chat.messages}${id}/`);
    expect(await archived(me, chat.path)).toBe(false);

    await archive('mentions');
    await send(alice, chat, 'hello everyone');
    await whisper('bob');
    expect(await archived(me, chat.path)).toBe(true);
    const cursor = await cursorNow(me, allMine, alice);
    await send(alice, chat, '@away and @bob, look');
    expect(await archived(me, chat.path)).toBe(false);
    const told = await eventsSince(me, allMine, cursor);
    expect(told.map(({ type }) => type)).toEqual(['message.created', 'archived.updated']);
    await archive('mentions');
    await whisper('away');
    expect(await archived(me, chat.path)).toBe(false);

    await archive('none');
    await send(alice, chat, '@away, once more');
    expect(await archived(me, chat.path)).toBe(true);
    // What was said until then stays as unimportant as it was.
    await me.put(`${chat.path}notify/`, { notify: 'all' });
    expect(await archived(me, chat.path)).toBe(true);
    await me.delete(`${chat.path}members/away/`);
    await me.patch(chat.path, {});
    expect(await archived(me, chat.path)).toBe(false);
  });

  test('is nothing else, and nothing for who is not in it', async ({ alice, carol, chat }) => {
    for (const [path, field] of [
      ['archived/', 'archived'],
      ['unread/', 'marked_unread'],
    ]) {
      expect(refusedFields(await alice.put(`${chat.path}${path}`, {}))).toHaveProperty(field ?? '');
      expect((await carol.put(`${chat.path}${path}`, { [field ?? '']: true })).status).toBe(403);
    }
  });
});

test('one that I have marked as unread stays so until I read in it, and only I know', async ({
  server,
  alice,
}) => {
  const me = await signUp(server, 'marker');
  const chat = await startChat(alice, me);
  const { id } = await send(alice, chat, 'read and kept');
  await me.put(`${chat.path}read/`, { message_id: id });
  const cursor = await cursorNow(me, allMine, alice);
  const isMarked = async (person: Person) => (await person.get<Chat>(chat.path)).body.marked_unread;
  for (const marked_unread of [true, true, false, true])
    expect(await me.put(`${chat.path}unread/`, { marked_unread })).toMatchObject({ body: { marked_unread } });
  expect([await isMarked(me), await isMarked(alice)]).toEqual([true, false]);
  await me.put(`${chat.path}read/`, { message_id: id });
  expect(await isMarked(me)).toBe(false);
  const told = await eventsSince(me, allMine, cursor);
  expect(told.map(({ data }) => data)).toEqual([
    ...[true, false, true].map((marked_unread) => ({ marked_unread })),
    { message_id: id, unread: 0 },
  ]);
  await me.put(`${chat.path}unread/`, { marked_unread: true });
  await send(alice, chat, 'one more');
  const { id: newest } = await send(alice, chat, 'and another');
  expect(await isMarked(me)).toBe(true);
  await me.put(`${chat.path}read/`, { message_id: newest });
  expect(await isMarked(me)).toBe(false);
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
