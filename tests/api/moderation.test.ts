import { describe, expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import type { ChatPath } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { history, promote, send, test as stage } from './stage.ts';
import type { Chat, Page, Refusal } from './wire.ts';

// Staff keep order where everybody may come: in the lobby and in public rooms, by API and by `npm run manage`.

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
