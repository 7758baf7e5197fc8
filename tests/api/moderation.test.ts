import { describe, expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import { arranged, type ChatPath, startChat } from '../support/people.ts';
import { type Person, type Reply, signUp } from '../support/person.ts';
import { allMine, eventsSince, typesOf } from './polling.ts';
import { history, promote, send, test as stage } from './stage.ts';
import type { Chat, Message, Page, Refusal } from './wire.ts';

// Those who run a chat keep order in it and hold up what matters; the staff where everybody may come: in the lobby and in public rooms.

const lobby: ChatPath = { uri: 'lobby', path: '/api/chats/lobby/', messages: '/api/chats/lobby/messages/' };

const test = stage
  .extend('warden', { scope: 'file' }, async ({ server }) => {
    const warden = await signUp(server, 'warden');
    await makeStaff(server, 'warden');
    return warden;
  })
  .extend('room', async ({ alice, bob }) => {
    const { uri } = (await alice.post<Chat>('/api/chats/', { public: true, name: 'Garden' })).body;
    const room = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
    await bob.patch(room.path, {});
    return room;
  });

async function newcomer(server: { url: string }, name: string, chat: ChatPath): Promise<Person> {
  const person = await signUp(server, name);
  await person.patch(chat.path, {});
  return person;
}

describe('staff, in the lobby', () => {
  test('delete what was said, remove and ban who said it, and lift the ban', async ({
    server,
    warden,
    bob,
  }) => {
    const shouter = await newcomer(server, 'shouter', lobby);
    await bob.patch(lobby.path, {});
    const { id } = await send(shouter, lobby, 'BUY!');
    expect((await bob.delete(`${lobby.messages}${id}/`)).status).toBe(403);
    expect((await bob.delete(`${lobby.path}members/shouter/?ban=1`)).status).toBe(403);
    expect((await warden.delete(`${lobby.messages}${id}/`)).status).toBe(204);
    expect((await warden.delete(`${lobby.path}members/shouter/?ban=1`)).status).toBe(204);
    expect((await history(bob, lobby)).find((message) => message.id === id)?.deleted).toBe(true);
    expect((await shouter.patch<Refusal>(lobby.path, {})).body.code).toBe('banned');
    expect((await warden.get(`${lobby.path}bans/`)).text).toContain('shouter');
    expect((await warden.delete(`${lobby.path}bans/shouter/`)).status).toBe(204);
    expect((await shouter.patch(lobby.path, {})).status).toBe(200);
  });

  test('are told by the chat that they moderate there, and nobody else is', async ({ warden, bob }) => {
    for (const [person, asStaff] of [
      [warden, true],
      [bob, false],
    ] as const) {
      await person.patch(lobby.path, {});
      expect((await person.get<Chat>(lobby.path)).body.as_staff).toBe(asStaff);
      const { results } = (await person.get<Page<Chat>>('/api/chats/?kind=public')).body;
      expect(results.find(({ uri }) => uri === 'lobby')?.as_staff).toBe(asStaff);
    }
  });
});

describe('staff, in somebody’s public room', () => {
  test('moderate without being in it, the owner too', async ({ warden, alice, bob, room }) => {
    const { id } = await send(alice, room, 'nasty');
    // To pin it is to read it.
    expect((await warden.put(at(room, id))).status).toBe(403);
    expect((await warden.delete(`${room.messages}${id}/`)).status).toBe(204);
    expect((await warden.delete(`${room.path}members/alice/`)).status).toBe(204);
    expect((await bob.get<Chat>(room.path)).body.owner.username).toBe('bob');
    // What they may read, edit and own is another matter.
    expect((await warden.get(room.messages)).status).toBe(403);
    expect((await warden.patch(room.path, { name: 'Mine' })).status).toBe(403);
    expect((await warden.delete(room.path)).status).toBe(403);
  });

  test('see no whisper and delete none', async ({ warden, alice, bob, room }) => {
    await warden.patch(room.path, {});
    const whisper = await alice.post<{ id: number }>(room.messages, { message: 'psst', to: 'bob' });
    expect((await warden.delete(`${room.messages}${whisper.body.id}/`)).status).toBe(404);
    expect((await history(bob, room)).map(({ message }) => message)).toEqual(['psst']);
  });
});

test('staff are nobody special in chats that are not public', async ({ warden, alice, bob, chat }) => {
  const { id } = await send(alice, chat, 'ours');
  expect((await warden.delete(`${chat.messages}${id}/`)).status).toBe(403);
  expect((await warden.delete(`${chat.path}members/bob/`)).status).toBe(403);
  expect((await warden.get(`${chat.path}bans/`)).status).toBe(403);
  const direct = (await alice.post<Chat>('/api/directs/', { username: bob.username })).body;
  expect((await warden.delete(`/api/chats/${direct.uri}/members/bob/`)).status).toBe(404);
});

test('staff who start a public room are told at once that they moderate there', async ({ warden }) => {
  const made = (await warden.post<Chat>('/api/chats/', { public: true })).body;
  expect(made.as_staff).toBe(true);
  expect((await warden.get<Chat>(`/api/chats/${made.uri}/`)).body.as_staff).toBe(true);
});

describe('someone who has left', () => {
  test('can be banned by owner and moderators', async ({ server, alice, bob, chat }) => {
    await promote(alice, chat, bob);
    for (const [judge, name] of [
      [alice, 'leaver-one'],
      [bob, 'leaver-two'],
    ] as const) {
      const leaver = await newcomer(server, name, chat);
      await leaver.delete(`${chat.path}members/${name}/`);
      expect((await judge.delete(`${chat.path}members/${name}/?ban=1`)).status).toBe(204);
      expect((await leaver.patch<Refusal>(chat.path, {})).body.code).toBe('banned');
    }
  });

  test('is not there to be removed, nor banned by who may not', async ({
    server,
    alice,
    bob,
    carol,
    chat,
  }) => {
    const leaver = await newcomer(server, 'leaver-three', chat);
    await leaver.delete(`${chat.path}members/leaver-three/`);
    expect((await alice.delete(`${chat.path}members/leaver-three/`)).status).toBe(404);
    for (const other of [bob, carol])
      expect((await other.delete(`${chat.path}members/leaver-three/?ban=1`)).status).toBe(403);
    expect((await leaver.patch(chat.path, {})).status).toBe(200);
  });
});

const at = (chat: ChatPath, id: number) => `${chat.messages}${id}/pin/`;

async function pin(person: Person, chat: ChatPath, { id }: { id: number }): Promise<Message> {
  return arranged(await person.put<Message>(at(chat, id)), 200);
}

async function pins(reader: Person, chat: ChatPath, query = ''): Promise<Page<Message>> {
  return arranged(await reader.get<Page<Message>>(`${chat.path}pins/${query}`), 200);
}

/** The ids that the chat shows, on its own and in the list. */
async function shown(reader: Person, chat: ChatPath): Promise<number[]> {
  const { pinned } = (await reader.get<Chat>(chat.path)).body;
  const mine = (await reader.get<Page<Chat>>('/api/chats/')).body.results;
  expect(mine.find(({ uri }) => uri === chat.uri)?.pinned).toEqual(pinned);
  return pinned;
}

describe('a pin', () => {
  test('is seen by all in the chat, says whose it is, and is told once', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    const first = await send(bob, chat, 'the key is under the mat');
    const second = await send(alice, chat, 'bring your own cup');
    expect(first.pinned).toBeNull();
    const page = await bob.get(chat.messages);
    for (let i = 0; i < 2; i += 1)
      expect((await pin(alice, chat, first)).pinned?.user.username).toBe('alice');
    await pin(alice, chat, second);
    expect(await shown(bob, chat)).toEqual([second.id, first.id]);
    const list = await pins(bob, chat);
    expect(list.results.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await pins(bob, chat, '?page=2&page_size=1')).toMatchObject({
      count: 2,
      results: [list.results[1]],
    });
    const headers = { 'if-none-match': page.headers.get('etag') ?? '' };
    expect((await bob.get(chat.messages, { headers })).status).toBe(200);
    expect((await history(bob, chat)).map(({ pinned }) => pinned)).toEqual(
      list.results.map(({ pinned }) => pinned).reverse(),
    );

    for (let i = 0; i < 2; i += 1)
      expect((await alice.delete<Message>(at(chat, second.id))).body.pinned).toBeNull();
    expect(await shown(alice, chat)).toEqual([first.id]);
    const events = await eventsSince(bob, allMine, second.cursor);
    expect(typesOf(events)).toEqual(['message.pinned', 'message.pinned', 'message.unpinned']);
    expect(events.map(({ data }) => Object(data).id)).toEqual([first.id, second.id, second.id]);
    expect(await eventsSince(carol, allMine, second.cursor)).toEqual([]);
  });

  test('is for owner and moderators, on what was said in their chat', async ({
    alice,
    bob,
    carol,
    nobody,
    chat,
  }) => {
    const { id } = await send(bob, chat, 'mine');
    const other = await startChat(alice, carol);
    const refused: [Reply, number][] = [
      [await bob.put(at(chat, id)), 403],
      [await carol.put(at(chat, id)), 403],
      [await nobody.put(at(chat, id)), 401],
      [await alice.put(at(other, id)), 404],
      [await alice.put(at(chat, 999_999)), 404],
      [await carol.get(`${chat.path}pins/`), 403],
    ];
    for (const [reply, status] of refused) expect(reply.status, reply.text).toBe(status);
    expect(await shown(alice, chat)).toEqual([]);
    await promote(alice, chat, bob);
    await pin(bob, chat, { id });
    await alice.patch(`${chat.path}members/bob/`, { role: 'member' });
    expect((await bob.delete(at(chat, id))).status).toBe(403);
  });

  test('never holds up a whisper, of which a third learns nothing', async ({ alice, carol, chat }) => {
    await carol.patch(chat.path, {});
    await promote(alice, chat, carol);
    const whisper = arranged(await alice.post<Message>(chat.messages, { message: 'psst', to: 'bob' }), 201);
    const reply = await alice.put(at(chat, whisper.id));
    expect([reply.status, Object(reply.body).code]).toEqual([403, 'whisper']);
    const strange = await carol.put(at(chat, whisper.id));
    const absent = await carol.put(at(chat, 999_999));
    expect([strange.status, strange.text]).toEqual([absent.status, absent.text]);
    expect(strange.status).toBe(404);
  });

  test('follows its message, and outlasts whoever made it', async ({ server, alice, bob, chat }) => {
    const mod = await signUp(server, 'mod');
    await mod.patch(chat.path, {});
    await promote(alice, chat, mod);
    const kept = await send(bob, chat, 'at five');
    const gone = await send(bob, chat, 'a slip of the pen');
    for (const message of [kept, gone]) await pin(mod, chat, message);
    const { cursor } = await send(bob, chat, 'both are pinned');
    await bob.patch(`${chat.messages}${kept.id}/`, { message: 'at six' });
    await bob.delete(`${chat.messages}${gone.id}/`);
    expect((await alice.put(at(chat, gone.id))).status).toBe(404);
    expect(await shown(alice, chat)).toEqual([kept.id]);

    await alice.delete(`${chat.path}members/mod/`);
    await mod.patch('/auth/me/', { display_name: 'Gone Mod' });
    const told = await eventsSince(bob, allMine, cursor);
    expect(typesOf(told)).toContain('user.updated');
    const { uri } = arranged(await alice.post<Chat>(`${chat.path}rotate/`), 200);
    const moved = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
    expect(await pins(bob, moved)).toMatchObject({
      count: 1,
      results: [{ uri, message: 'at six', pinned: { user: { display_name: 'Gone Mod' } } }],
    });
    arranged(await mod.delete('/auth/me/', { current_password: mod.password }), 204);
    expect((await pins(bob, moved)).results[0]?.pinned?.user).toMatchObject({ avatar: 0 });
    expect((await alice.get(`${moved.path}export/?format=txt`)).text).toContain('at six (edited) (pinned)');
  });
});
