import { describe, expect } from 'vitest';
import { signUp } from '../support/person.ts';
import { history, send, test } from './stage.ts';
import type { Chat, LogIn, Page } from './wire.ts';

const lobby = { uri: 'lobby', path: '/api/chats/lobby/', messages: '/api/chats/lobby/messages/' };

describe('the lobby', () => {
  test('is there without anyone having made it, and is listed', async ({ nobody }) => {
    const preview = await nobody.get<Chat>(lobby.path);
    expect(preview.status, preview.text).toBe(200);
    expect(preview.body).toMatchObject({ uri: 'lobby', kind: 'public', is_member: false });
    const { results } = (await nobody.get<Page<Chat>>('/api/chats/public/')).body;
    expect(results.filter((chat) => chat.uri === 'lobby')).toHaveLength(1);
  });

  test('takes in accounts and guests, who talk to each other', async ({ server, nobody }) => {
    const resident = await signUp(server, 'resident');
    expect((await resident.get(lobby.messages)).status).toBe(403);
    expect((await resident.patch(lobby.path, {})).status).toBe(200);
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Drop-in' })).body;
    expect((await nobody.patch(lobby.path, {}, { token })).status).toBe(200);
    const { id } = await send(resident, lobby, 'welcome');
    expect((await nobody.get(lobby.messages, { token })).text).toContain('welcome');
    expect((await history(resident, lobby)).at(-1)?.id).toBe(id);
    expect((await nobody.patch(lobby.path, {})).status).toBe(401);
  });

  test('outlives the last one out', async ({ server, nobody }) => {
    const { member_count } = (await nobody.get<Chat>(lobby.path)).body;
    const loner = await signUp(server, 'loner');
    await loner.patch(lobby.path, {});
    expect((await loner.delete(`${lobby.path}members/loner/`)).status).toBe(204);
    const after = await nobody.get<Chat>(lobby.path);
    expect(after.status).toBe(200);
    expect(after.body.member_count).toBe(member_count);
    expect((await loner.get(lobby.messages)).status).toBe(403);
    expect((await loner.patch(lobby.path, {})).status).toBe(200);
  });

  test('belongs to nobody: members can neither change, move nor delete it', async ({
    alice,
    bob,
    nobody,
  }) => {
    for (const person of [alice, bob]) await person.patch(lobby.path, {});
    const before = (await nobody.get<Chat>(lobby.path)).body;
    const tries = [
      alice.patch(lobby.path, { name: 'Mine' }),
      alice.patch(lobby.path, { join_policy: 'closed' }),
      alice.delete(lobby.path),
      alice.post(`${lobby.path}rotate/`),
      alice.post(`${lobby.path}invites/`, {}),
      alice.delete(`${lobby.path}members/bob/`),
      alice.patch(`${lobby.path}members/alice/`, { role: 'owner' }),
      alice.patch(lobby.path, { username: 'carol' }),
    ];
    for (const reply of await Promise.all(tries)) expect(reply.status, reply.text).toBe(403);
    expect((await nobody.get<Chat>(lobby.path)).body).toEqual(before);
  });

  test('is still the same room after the server was started again', async ({ server, alice, nobody }) => {
    await alice.patch(lobby.path, {});
    const { id } = await send(alice, lobby, 'before the restart');
    await server.halt();
    await server.resume();
    expect((await history(alice, lobby)).at(-1)?.id).toBe(id);
    const { results } = (await nobody.get<Page<Chat>>('/api/chats/public/')).body;
    expect(results.filter((chat) => chat.uri === 'lobby')).toHaveLength(1);
  });
});
