import { describe, expect } from 'vitest';
import type { Caller } from '../support/person.ts';
import { history, refusedFields, send, test } from './stage.ts';
import type { Chat, LogIn, Page } from './wire.ts';

async function listed(reader: Caller): Promise<Chat[]> {
  const reply = await reader.get<Page<Chat>>('/api/chats/public/?page_size=200');
  expect(reply.status, reply.text).toBe(200);
  return reply.body.results;
}

async function uris(reader: Caller): Promise<string[]> {
  return (await listed(reader)).map((chat) => chat.uri);
}

describe('a public session', () => {
  test('with a slug is a named room at that address', async ({ alice, bob, carol, nobody }) => {
    const made = await alice.post<Chat>('/api/chats/', {
      name: 'Gardening',
      public: true,
      slug: 'gardening',
    });
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({ uri: 'gardening', kind: 'public', public: true, role: 'owner' });
    const room = {
      uri: 'gardening',
      path: '/api/chats/gardening/',
      messages: '/api/chats/gardening/messages/',
    };
    for (const reader of [bob, carol, nobody]) expect(await uris(reader)).toContain('gardening');
    expect((await nobody.get<Chat>(room.path)).body).toMatchObject({ name: 'Gardening', is_member: false });
    expect((await bob.get(room.messages)).status).toBe(403);
    expect((await bob.patch(room.path, {})).status).toBe(200);
    await send(bob, room, 'hello, gardeners');
    expect(await history(alice, room)).toHaveLength(1);
    expect((await carol.get(room.messages)).status).toBe(403);
  });

  test('without a slug is listed under an unguessable uri', async ({ alice, nobody }) => {
    const { uri } = (await alice.post<Chat>('/api/chats/', { name: 'Nameless', public: true })).body;
    expect(uri).toMatch(/^[A-Za-z0-9]{22,}$/);
    expect(await uris(nobody)).toContain(uri);
  });

  test('is told from the rest: what is not public is not listed', async ({ alice, chat }) => {
    const explicit = (await alice.post<Chat>('/api/chats/', { public: false })).body;
    const direct = (await alice.post<Chat>('/api/directs/', { username: 'bob' })).body;
    const shown = await listed(alice);
    for (const { uri } of [chat, explicit, direct]) expect(shown.map((one) => one.uri)).not.toContain(uri);
    for (const one of shown) expect(one).toMatchObject({ kind: 'public', public: true });
  });

  test('is marked for those who are in it, and shows no messages to the others', async ({
    alice,
    carol,
    nobody,
  }) => {
    const { uri } = (await alice.post<Chat>('/api/chats/', { public: true, slug: 'marked' })).body;
    await alice.post(`/api/chats/${uri}/messages/`, { message: 'for the members' });
    const seenBy = async (reader: Caller) => (await listed(reader)).find((chat) => chat.uri === uri);
    expect(await seenBy(alice)).toMatchObject({ is_member: true, member_count: 1 });
    for (const reader of [carol, nobody]) {
      const seen = await seenBy(reader);
      expect(seen).toMatchObject({ is_member: false, owner: { username: 'alice' } });
      expect(JSON.stringify(seen)).not.toContain('for the members');
    }
  });

  test('opens to guests too', async ({ alice, nobody }) => {
    await alice.post('/api/chats/', { public: true, slug: 'open-door' });
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Wanderer' })).body;
    expect((await nobody.patch('/api/chats/open-door/', {}, { token })).status).toBe(200);
    expect((await nobody.patch('/api/chats/open-door/', {})).status).toBe(401);
  });

  test('goes from the list when its owner deletes it', async ({ alice, bob, nobody }) => {
    await alice.post('/api/chats/', { public: true, slug: 'short-lived' });
    expect((await bob.delete('/api/chats/short-lived/')).status).toBe(403);
    expect(await uris(nobody)).toContain('short-lived');
    expect((await alice.delete('/api/chats/short-lived/')).status).toBe(204);
    expect(await uris(nobody)).not.toContain('short-lived');
    expect((await nobody.get('/api/chats/short-lived/')).status).toBe(404);
  });

  test('is shown page by page', async ({ alice, nobody }) => {
    for (const slug of ['page-one', 'page-two']) await alice.post('/api/chats/', { public: true, slug });
    const first = (await nobody.get<Page<Chat>>('/api/chats/public/?page_size=1')).body;
    expect(first.results).toHaveLength(1);
    expect(first.count).toBe((await listed(nobody)).length);
    expect(first.next).toContain('page=2');
    expect(refusedFields(await nobody.get('/api/chats/public/?page=0'))).toHaveProperty('page');
  });
});

describe('a slug', () => {
  test.for([
    'ab',
    'x'.repeat(65),
    'Capital',
    'with space',
    'under_score',
    'ümlaut',
    'a/b',
    '',
    null,
    'dot.dot',
  ])('such as %j is refused', async (slug, { alice }) => {
    const fields = refusedFields(await alice.post('/api/chats/', { public: true, slug }));
    expect(Object.keys(fields)).toEqual(['slug']);
  });

  test.for(['abc', 'x'.repeat(64), '2026', 'a-b-c'])('such as %j will do', async (slug, { alice }) => {
    const reply = await alice.post<Chat>('/api/chats/', { public: true, slug });
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body.uri).toBe(slug);
  });

  test.for(['lobby', 'public'])('that means something already is reserved: %s', async (slug, { alice }) => {
    expect(refusedFields(await alice.post('/api/chats/', { public: true, slug }))).toHaveProperty('slug');
  });

  test('is for public sessions only', async ({ alice, nobody }) => {
    for (const body of [{ slug: 'hidden-room' }, { slug: 'hidden-room', public: false }]) {
      expect(refusedFields(await alice.post('/api/chats/', body))).toHaveProperty('slug');
    }
    expect((await nobody.get('/api/chats/hidden-room/')).status).toBe(404);
  });

  test('belongs to the first who takes it', async ({ alice, bob }) => {
    expect((await alice.post('/api/chats/', { public: true, slug: 'one-of-a-kind' })).status).toBe(201);
    const second = await bob.post('/api/chats/', { public: true, slug: 'one-of-a-kind' });
    expect(refusedFields(second)).toHaveProperty('slug');
  });

  test('wanted by two people again and again at the same moment goes to one', async ({ alice, bob }) => {
    const wishes = Array.from({ length: 5 }, () =>
      [alice, bob].map((person) => person.post('/api/chats/', { public: true, slug: 'gold-rush' })),
    ).flat();
    const replies = await Promise.all(wishes);
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([201, ...Array(9).fill(400)]);
  });
});
