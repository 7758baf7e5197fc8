import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { history, promote, send, test } from './stage.ts';
import type { Chat, Page } from './wire.ts';

function at(uri: string): ChatPath {
  return { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
}

async function rotate(owner: Person, chat: ChatPath): Promise<ChatPath> {
  const reply = await owner.post<Chat>(`${chat.path}rotate/`);
  expect(reply.status, reply.text).toBe(200);
  return at(reply.body.uri);
}

describe('a link that is changed', () => {
  test('leads to the same session, with its members and messages', async ({ alice, bob, carol, chat }) => {
    await send(bob, chat, 'said before');
    const moved = await rotate(alice, chat);
    expect(moved.uri).toMatch(/^[A-Za-z0-9]{22,}$/);
    expect(moved.uri).not.toBe(chat.uri);
    expect(await history(bob, moved)).toMatchObject([{ message: 'said before', uri: moved.uri }]);
    const { members } = (await alice.get<Chat>(moved.path)).body;
    expect(members.map((member) => member.username)).toEqual(['alice', 'bob']);
    const listed = (await bob.get<Page<Chat>>('/api/chats/?page_size=200')).body.results.map(
      ({ uri }) => uri,
    );
    expect(listed).toContain(moved.uri);
    expect(listed).not.toContain(chat.uri);
    expect((await carol.patch(moved.path, {})).status).toBe(200);
  });

  test('leads nowhere under the old uri, for members and strangers alike', async ({
    alice,
    bob,
    carol,
    nobody,
    chat,
  }) => {
    const { id } = await send(alice, chat, 'said before');
    await rotate(alice, chat);
    for (const person of [alice, bob, carol]) {
      const tries = [
        person.get(chat.path),
        person.patch(chat.path, {}),
        person.delete(chat.path),
        person.get(chat.messages),
        person.post(chat.messages, { message: 'too late' }),
        person.patch(`${chat.messages}${id}/`, { message: 'changed' }),
        person.get(`${chat.path}members/`),
        person.get(`${chat.path}events/`),
        person.post(`${chat.path}rotate/`),
        person.post(`${chat.path}typing/`),
      ];
      for (const reply of await Promise.all(tries)) expect(reply.status, reply.text).toBe(404);
    }
    expect((await nobody.get(chat.path)).status).toBe(404);
  });

  test('is changed once by one request sent twice', async ({ alice, chat }) => {
    const twice = await Promise.all([1, 2, 3].map(() => alice.post<Chat>(`${chat.path}rotate/`)));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const uri = twice.find(({ status }) => status === 200)?.body.uri ?? '';
    expect((await alice.get(at(uri).path)).status).toBe(200);
  });

  test('is changed by the owner alone', async ({ alice, bob, carol, nobody, chat }) => {
    await promote(alice, chat, bob);
    for (const person of [bob, carol]) expect((await person.post(`${chat.path}rotate/`)).status).toBe(403);
    expect((await nobody.post(`${chat.path}rotate/`)).status).toBe(401);
    expect((await carol.post(`/api/chats/${'V'.repeat(22)}/rotate/`)).status).toBe(404);
    expect((await bob.get(chat.path)).status).toBe(200);
  });

  test('can be changed again, by a new owner too', async ({ alice, bob, chat }) => {
    const second = await rotate(alice, chat);
    await alice.patch(`${second.path}members/bob/`, { role: 'owner' });
    expect((await alice.post(`${second.path}rotate/`)).status).toBe(403);
    const third = await rotate(bob, second);
    expect((await alice.get(third.path)).status).toBe(200);
    expect((await alice.get(second.path)).status).toBe(404);
  });

  test('is no slug: a named room keeps its name', async ({ alice, nobody }) => {
    await alice.post('/api/chats/', { public: true, slug: 'fixed-address' });
    const reply = await alice.post('/api/chats/fixed-address/rotate/');
    expect([400, 403, 409], reply.text).toContain(reply.status);
    expect((await nobody.get('/api/chats/fixed-address/')).status).toBe(200);
  });

  test('leaves invites as they are', async ({ alice, bob, carol, chat }) => {
    const { code } = (await alice.post<{ code: string }>(`${chat.path}invites/`, {})).body;
    const moved = await rotate(alice, chat);
    expect((await carol.post(`/api/invites/${code}/accept/`)).status).toBe(200);
    expect((await carol.get(moved.messages)).status).toBe(200);
    expect((await bob.get<Chat>(moved.path)).body.member_count).toBe(3);
  });
});

describe('at the same moment', () => {
  test('changing the link many times leaves one that works', async ({ alice, bob }) => {
    const chat = await startChat(alice, bob);
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => alice.post<Chat>(`${chat.path}rotate/`)),
    );
    for (const reply of replies) expect([200, 404], reply.text).toContain(reply.status);
    const uris = new Set(replies.filter(({ status }) => status === 200).map(({ body }) => body.uri));
    const found = await Promise.all([...uris].map((uri) => bob.get(at(uri).path)));
    expect(found.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect((await bob.get(chat.path)).status).toBe(404);
  });

  test('a send is either in time or refused, and never lost', async ({ alice, bob, chat }) => {
    const sending = Array.from({ length: 10 }, (_, i) => bob.post(chat.messages, { message: `number ${i}` }));
    const moving = rotate(alice, chat);
    const sent = await Promise.all(sending);
    for (const reply of sent) expect([201, 404], reply.text).toContain(reply.status);
    const accepted = sent.filter((reply) => reply.status === 201);
    expect(await history(alice, await moving)).toHaveLength(accepted.length);
  });
});
